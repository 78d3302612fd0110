package heddle.client.har;

import heddle.client.trace.ConnectionEvent;
import heddle.client.trace.ExchangeEvent;
import heddle.client.trace.LeaseOrigin;
import java.util.Map;
import java.util.Optional;

/// What is known of one exchange so far.
final class HarEntry {
    final ExchangeEvent.Begun begun;
    final KeptBody sentBody;
    final KeptBody receivedBody;
    Optional<ExchangeEvent.Served> served = Optional.empty();
    Optional<ConnectionEvent.Opened> opened = Optional.empty();
    Optional<ExchangeEvent.HeadSent> headSent = Optional.empty();
    Optional<ExchangeEvent.HeadReceived> headReceived = Optional.empty();
    Optional<Throwable> failure = Optional.empty();
    boolean isGivenUp;
    private long requestSent;
    private long responseBegun;
    private long latest;

    HarEntry(ExchangeEvent.Begun begun, int bodyBytesMax) {
        this.begun = begun;
        latest = begun.nanoTime();
        sentBody = new KeptBody(bodyBytesMax);
        receivedBody = new KeptBody(bodyBytesMax);
    }

    void add(ExchangeEvent event, Map<Long, ConnectionEvent.Opened> connections) {
        latest = event.nanoTime();
        switch (event) {
            case ExchangeEvent.Served is -> serve(is, connections);
            case ExchangeEvent.HeadSent is -> headSent = Optional.of(is);
            case ExchangeEvent.BodySent is -> sentBody.add(is.bytes());
            case ExchangeEvent.RequestSent is -> requestSent = is.nanoTime();
            case ExchangeEvent.ResponseBegun is -> responseBegun = is.nanoTime();
            case ExchangeEvent.HeadReceived is -> headReceived = Optional.of(is);
            case ExchangeEvent.BodyReceived is -> receivedBody.add(is.bytes());
            case ExchangeEvent.Failed is -> failure = Optional.of(is.cause());
            case ExchangeEvent.GivenUp _ -> isGivenUp = true;
            case ExchangeEvent.Begun _,
                    ExchangeEvent.Queued _,
                    ExchangeEvent.InterimReceived _,
                    ExchangeEvent.Completed _ -> {}
        }
    }

    private void serve(ExchangeEvent.Served is, Map<Long, ConnectionEvent.Opened> connections) {
        served = Optional.of(is);
        if (is.origin() == LeaseOrigin.OPENED) {
            opened = Optional.ofNullable(connections.get(is.connection()))
                    .filter(connection -> beganWithin(connection.nanoTime(), connection.times()));
        }
    }

    /// A connection that was being made already when the exchange began took none of its time but the wait for it.
    private boolean beganWithin(long opened, ConnectionEvent.Times times) {
        long nanos =
                times.nameLookup().plus(times.connect()).plus(times.handshake()).toNanos();
        return opened - nanos >= begun.nanoTime();
    }

    HarTimings timings() {
        long servedAt = served.map(ExchangeEvent.Served::nanoTime).orElse(latest);
        long begunAt = responseBegun == 0 ? latest : responseBegun;
        long sentAt = requestSent == 0 ? begunAt : Math.min(requestSent, begunAt);
        return new HarTimings(
                servedAt - begun.nanoTime(),
                opened.map(ConnectionEvent.Opened::times),
                sentAt - servedAt,
                begunAt - sentAt,
                latest - begunAt);
    }
}
