package heddle.client.micrometer;

import heddle.client.trace.CallEvent;
import heddle.client.trace.ConnectionEvent;
import heddle.client.trace.ExchangeEvent;
import heddle.client.trace.SessionEvent;
import heddle.client.trace.SessionListener;
import heddle.http.HttpException;
import heddle.http.Method;
import heddle.http.Status;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Meters what a session does, in a registry of Micrometer.
///
///     ClientSession.open(options -> options.listener(MicrometerMetrics.to(registry)))
///
/// | meter | what | tags |
/// |---|---|---|
/// | `http.client.requests` | timer of calls, to the head of the response | `method`, `status`, `outcome`, `exception`
/// |
/// | `heddle.client.wait` | timer of exchanges that waited for a connection | `reason` |
/// | `heddle.client.connect` | timer of connections that were made | `outcome` |
/// | `heddle.client.served` | exchanges that got a connection | `origin` |
/// | `heddle.client.closed` | connections that serve no more | `reason` |
/// | `heddle.client.retries`, `heddle.client.redirects` | requests that were sent once more | |
/// | `heddle.client.sent`, `heddle.client.received` | bytes of bodies, as they are on the wire | |
///
/// Tags have few values whatever is asked for: no URL, and no host, whose number a program may not know. For one
/// session, any thread.
public final class MicrometerMetrics implements SessionListener {
    private static final Set<Method> KNOWN =
            Set.of(Method.GET, Method.HEAD, Method.POST, Method.PUT, Method.PATCH, Method.DELETE, Method.OPTIONS);

    private final MeterRegistry registry;
    private final Map<Long, CallEvent.Started> calls = new ConcurrentHashMap<>();
    private final Map<Long, ExchangeEvent.Queued> waits = new ConcurrentHashMap<>();
    private final Map<Long, Long> dials = new ConcurrentHashMap<>();

    private MicrometerMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /// Into that registry.
    @SuppressWarnings("exports") // whoever calls it has Micrometer; whoever has it not shall still compile
    public static MicrometerMetrics to(MeterRegistry registry) {
        return new MicrometerMetrics(registry);
    }

    @Override
    public void on(SessionEvent event) {
        switch (event) {
            case CallEvent call -> call(call);
            case ExchangeEvent exchange -> exchange(exchange);
            case ConnectionEvent connection -> connection(connection);
        }
    }

    private void call(CallEvent event) {
        switch (event) {
            case CallEvent.Started started -> calls.put(started.call(), started);
            case CallEvent.Redirected _ ->
                registry.counter("heddle.client.redirects").increment();
            case CallEvent.Retried _ ->
                registry.counter("heddle.client.retries").increment();
            case CallEvent.Answered answered -> ended(answered, answered(answered.status()));
            case CallEvent.Failed failed -> ended(failed, failed(failed.cause()));
        }
    }

    private void ended(CallEvent event, Tags tags) {
        CallEvent.Started started = calls.remove(event.call());
        if (started != null) {
            String method = KNOWN.contains(started.method()) ? started.method().name() : "OTHER";
            time("http.client.requests", tags.and("method", method), event.nanoTime() - started.nanoTime());
        }
    }

    private static Tags answered(Status status) {
        String outcome = switch (status.code() / 100) {
            case 2 -> "SUCCESS";
            case 3 -> "REDIRECTION";
            case 4 -> "CLIENT_ERROR";
            case 5 -> "SERVER_ERROR";
            default -> "UNKNOWN";
        };
        return Tags.of("status", Integer.toString(status.code()), "outcome", outcome, "exception", "none");
    }

    private static Tags failed(Throwable cause) {
        String exception = cause instanceof HttpException failure
                ? failure.kind()
                : cause.getClass().getSimpleName();
        return Tags.of("status", "none", "outcome", "UNKNOWN", "exception", exception);
    }

    private void exchange(ExchangeEvent event) {
        switch (event) {
            case ExchangeEvent.Queued queued -> waits.put(queued.exchange(), queued);
            case ExchangeEvent.Served served -> {
                waited(served);
                registry.counter(
                                "heddle.client.served",
                                "origin",
                                served.origin().name())
                        .increment();
            }
            case ExchangeEvent.BodySent sent ->
                registry.counter("heddle.client.sent").increment(sent.bytes().length);
            case ExchangeEvent.BodyReceived received ->
                registry.counter("heddle.client.received").increment(received.bytes().length);
            case ExchangeEvent.Failed _, ExchangeEvent.GivenUp _ -> waited(event);
            case ExchangeEvent.Begun _,
                    ExchangeEvent.HeadSent _,
                    ExchangeEvent.RequestSent _,
                    ExchangeEvent.ResponseBegun _,
                    ExchangeEvent.InterimReceived _,
                    ExchangeEvent.HeadReceived _,
                    ExchangeEvent.Completed _ -> {}
        }
    }

    private void waited(ExchangeEvent end) {
        ExchangeEvent.Queued queued = waits.remove(end.exchange());
        if (queued != null) {
            time("heddle.client.wait", Tags.of("reason", queued.reason().name()), end.nanoTime() - queued.nanoTime());
        }
    }

    private void connection(ConnectionEvent event) {
        switch (event) {
            case ConnectionEvent.Dialling dialling -> dials.put(dialling.connection(), dialling.nanoTime());
            case ConnectionEvent.Opened opened -> dialled(opened, "SUCCESS");
            case ConnectionEvent.DialFailed failed -> dialled(failed, "FAILURE");
            case ConnectionEvent.Closed closed ->
                registry.counter(
                                "heddle.client.closed",
                                "reason",
                                closed.reason().name())
                        .increment();
            case ConnectionEvent.LookupBegun _,
                    ConnectionEvent.LookupDone _,
                    ConnectionEvent.ConnectBegun _,
                    ConnectionEvent.ConnectDone _,
                    ConnectionEvent.TunnelBegun _,
                    ConnectionEvent.TunnelOpened _,
                    ConnectionEvent.HandshakeBegun _,
                    ConnectionEvent.HandshakeDone _,
                    ConnectionEvent.Kept _ -> {}
        }
    }

    private void dialled(ConnectionEvent end, String outcome) {
        Long begun = dials.remove(end.connection());
        if (begun != null) {
            time("heddle.client.connect", Tags.of("outcome", outcome), end.nanoTime() - begun);
        }
    }

    private void time(String name, Tags tags, long nanos) {
        registry.timer(name, tags).record(nanos, TimeUnit.NANOSECONDS);
    }
}
