package heddle.server;

import heddle.http.event.ServerSentEvent;
import java.time.Duration;

/// Where the events of a reply go (WHATWG HTML, 9.2). Each one is sent at once, and parks when the peer is behind;
/// all methods throw [PeerGoneException] when nobody takes them any more.
///
/// For the coroutine of its request only.
public final class EventWriter {
    private final BodyWriter body;

    EventWriter(BodyWriter body) {
        this.body = body;
    }

    /// Sends an event.
    public void send(ServerSentEvent event) {
        write(event.text());
    }

    /// Sends a `message` without an id.
    public void send(String data) {
        send(ServerSentEvent.of(data));
    }

    /// Sends words that readers skip, so that nobody on the way takes a quiet connection for dead; and so that this
    /// side notices when the other one is gone.
    public void comment(String words) {
        write(ServerSentEvent.comment(words));
    }

    /// Tells readers how long to wait before they connect again; whole milliseconds count.
    public void reconnection(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException(
                    "the time until a reconnection is %s; it cannot be negative".formatted(time));
        }
        write("retry: " + time.toMillis() + "\n\n");
    }

    private void write(String text) {
        body.write(text);
        body.flush();
    }
}
