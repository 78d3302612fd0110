package heddle.client.events;

import heddle.client.Response;
import heddle.http.MediaType;
import heddle.http.ProtocolException;
import heddle.http.event.EventStreamParser;
import heddle.http.event.ServerSentEvent;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;

/// The events of one response, as they come: what a server sends that answers piece by piece.
///
///     try (var events = EventStream.of(session.post(url).body(question).send())) {
///         for (ServerSentEvent event : events) {
///             IO.print(event.data());
///         }
///     }
///
/// For one coroutine; read once. It ends where the response ends; [EventSource] connects again.
public final class EventStream implements Iterable<ServerSentEvent>, AutoCloseable {
    /// What an event may have by default: 1 MiB.
    static final int EVENT_BYTES_MAX = 1 << 20;

    private final Response response;
    private final EventStreamParser parser;

    private EventStream(Response response, EventStreamParser parser) {
        this.response = response;
        this.parser = parser;
    }

    /// The events of a response, each of at most 1 MiB. Closes the response and throws [ProtocolException] if it is
    /// no event stream, and [heddle.http.StatusException] if its status is an error.
    public static EventStream of(Response response) {
        return of(response, EVENT_BYTES_MAX);
    }

    /// As [#of(Response)], for events of at most so many bytes.
    public static EventStream of(Response response, int eventBytesMax) {
        return of(response, new EventStreamParser(eventBytesMax, ""));
    }

    static EventStream of(Response response, EventStreamParser parser) {
        response.raiseForStatus();
        var type = response.headers().first("Content-Type").orElse("");
        if (MediaType.parse(type).filter(EventStream::isEvents).isEmpty()) {
            response.close();
            throw new ProtocolException("%s is no event stream: its Content-Type is %s, not %s"
                    .formatted(
                            response.url().withoutCredentials(),
                            type.isEmpty() ? "missing" : "'" + type + "'",
                            ServerSentEvent.MEDIA_TYPE));
        }
        return new EventStream(response, parser);
    }

    private static boolean isEvents(MediaType type) {
        return type.essence().equals(ServerSentEvent.MEDIA_TYPE);
    }

    /// The next event; empty at the end of the response. Parks. Throws an [heddle.http.HttpException] when the
    /// response breaks off, and [heddle.http.LimitExceededException] for an event that is too large.
    public Optional<ServerSentEvent> next() {
        while (true) {
            var event = parser.poll();
            if (event.isPresent()) {
                return event;
            }
            var piece = response.body().read();
            if (!piece.hasRemaining()) {
                return Optional.empty();
            }
            parser.feed(piece);
        }
    }

    /// The id of the last event that has come, whether or not it was taken; empty for none.
    String lastId() {
        return parser.lastId();
    }

    /// How long the server wants to be left alone before a new connection, if it has said so.
    public Optional<Duration> reconnection() {
        return parser.reconnection();
    }

    /// The events that are left; the same ones each time.
    @Override
    public Iterator<ServerSentEvent> iterator() {
        return new EventIterator(this::next);
    }

    /// Gives up the rest.
    @Override
    public void close() {
        response.close();
    }

    @Override
    public String toString() {
        return "EventStream[" + response.url().withoutCredentials() + ", lastId=" + lastId() + "]";
    }
}
