package heddle.client.events;

import heddle.async.Async;
import heddle.async.loop.Loop;
import heddle.client.ClientSession;
import heddle.client.Request;
import heddle.client.Response;
import heddle.client.options.Timeouts;
import heddle.http.HttpException;
import heddle.http.ProtocolException;
import heddle.http.Status;
import heddle.http.event.EventStreamParser;
import heddle.http.event.ServerSentEvent;
import heddle.http.retry.Backoff;
import heddle.http.retry.RetryRules;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A feed of events that outlives its connections (WHATWG HTML, 9.2): when one ends or breaks, the next begins after
/// the last event that came, by `Last-Event-ID`.
///
///     try (var feed = EventSource.open(session, url)) {
///         for (ServerSentEvent event : feed) {
///             IO.println(event.data());
///         }
///     }
///
/// It ends when the server answers 204. Otherwise than in browsers a status that is likely to pass, such as 503, is
/// tried again, too, after its `Retry-After`; and the feed is given up after [some attempts][EventSourceOptions] in
/// a row without an event, with what the last one failed with. For one coroutine; nothing is sent before the first
/// [#next].
public final class EventSource implements Iterable<ServerSentEvent>, AutoCloseable {
    private static final Status NO_CONTENT = Status.of(204);

    private final EventSourceOptions options;
    private final Supplier<Request> requests;
    private @Nullable EventStream stream;
    private String lastId;
    private Optional<Duration> serversReconnect = Optional.empty();
    private Duration retryAfter = Duration.ZERO;
    private boolean isFirst = true;
    /// Connections in a row that have brought no event.
    private int fruitless;
    /// Whether the present connection has brought one.
    private boolean isFruitful;
    private boolean isOver;

    private EventSource(EventSourceOptions options, Supplier<Request> requests) {
        this.options = options;
        this.requests = requests;
        this.lastId = options.lastId();
    }

    /// A feed with default options.
    public static EventSource open(ClientSession session, String url) {
        return open(EventSourceOptions.defaults(), () -> session.get(url));
    }

    /// A feed that asks `requests` for a request each time it connects; it adds `Accept`, `Cache-Control` and
    /// `Last-Event-ID`, and sets its limits of time.
    public static EventSource open(EventSourceOptions options, Supplier<Request> requests) {
        return new EventSource(options, requests);
    }

    /// The next event; empty when the feed is over. Parks, for as long as it takes.
    ///
    /// Throws an [HttpException], and is over then: at once for what will not pass, such as a 404 or a body that is
    /// no event stream; else when the attempts are used up.
    public Optional<ServerSentEvent> next() {
        var event = Optional.<ServerSentEvent>empty();
        while (event.isEmpty() && !isOver) {
            event = attempt();
        }
        return event;
    }

    /// Empty if the feed is over, or is to be connected to once more.
    private Optional<ServerSentEvent> attempt() {
        try {
            var event = connected().flatMap(EventStream::next);
            if (event.isPresent()) {
                isFruitful = true;
                lastId = event.get().id();
            }
            if (event.isPresent() || isOver) {
                return event;
            }
        } catch (HttpException failure) {
            lose();
            isOver = !failure.isRetryable();
            requirePatience(failure);
            return Optional.empty();
        }
        lose();
        requirePatience(new ProtocolException(
                "%d connections in a row have brought no event; the last one ended".formatted(options.attemptsMax())));
        return Optional.empty();
    }

    /// The present connection, made if there is none; empty if the server wants no more.
    private Optional<EventStream> connected() {
        if (stream != null) {
            return Optional.of(stream);
        }
        if (!isFirst) {
            Async.sleep(pause());
        }
        isFirst = false;
        retryAfter = Duration.ZERO;
        Response response = request().send();
        if (response.status().equals(NO_CONTENT)) {
            response.close();
            isOver = true;
            return Optional.empty();
        }
        if (response.status().isRetryable()) {
            retryAfter = RetryRules.retryAfter(
                            response.headers(), Loop.current().time().instant())
                    .orElse(Duration.ZERO);
        }
        stream = EventStream.of(response, new EventStreamParser(options.eventBytesMax(), lastId));
        return Optional.of(stream);
    }

    private Request request() {
        Request request = requests.get()
                .header("Accept", ServerSentEvent.MEDIA_TYPE)
                .header("Cache-Control", "no-store")
                .timeouts(timeouts -> timeouts.total(Timeouts.NEVER).readGap(options.silence()));
        return lastId.isEmpty() ? request : request.header("Last-Event-ID", lastId);
    }

    /// Twice as long for each attempt that brought nothing.
    private Duration pause() {
        var pause = serversReconnect.orElse(options.reconnect());
        var most = pause.compareTo(options.reconnectMax()) > 0 ? pause : options.reconnectMax();
        pause = new Backoff(pause, most).limit(Math.max(1, fruitless));
        pause = pause.compareTo(retryAfter) < 0 ? retryAfter : pause;
        return pause.compareTo(most) < 0 ? pause : most;
    }

    /// Lets go of the present connection, all of whose events were taken.
    private void lose() {
        var lost = stream;
        if (lost != null) {
            serversReconnect = lost.reconnection().or(() -> serversReconnect);
            lastId = lost.lastId();
            lost.close();
            stream = null;
        }
        fruitless = isFruitful ? 0 : fruitless + 1;
        isFruitful = false;
    }

    private void requirePatience(HttpException reason) {
        isOver |= fruitless >= options.attemptsMax();
        if (isOver) {
            throw reason;
        }
    }

    /// The id of the last event that [#next] gave; empty for none. Another feed can
    /// [go on][EventSourceOptions#lastId()] from there.
    public String lastId() {
        return lastId;
    }

    /// The events that are left; the same ones each time.
    @Override
    public Iterator<ServerSentEvent> iterator() {
        return new EventIterator(this::next);
    }

    /// Ends the feed; [#next] gives nothing more.
    @Override
    public void close() {
        isOver = true;
        var open = stream;
        if (open != null) {
            open.close();
            stream = null;
        }
    }

    @Override
    public String toString() {
        return "EventSource[" + (isOver ? "over" : stream == null ? "not connected" : "connected") + ", lastId="
                + lastId + "]";
    }
}
