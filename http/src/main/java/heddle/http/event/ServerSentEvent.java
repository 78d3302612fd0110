package heddle.http.event;

import java.util.Arrays;
import java.util.stream.Collectors;

/// One event of an event stream (WHATWG HTML, 9.2.6).
///
/// A line break in `data` may be of any kind on the way out; it comes back as `\n`.
///
/// @param type what kind of event it is, for whoever listens to some kinds only; `message` by default
/// @param data what it says
/// @param id where the stream has got to: this event's own id, else the last one before; empty for none. Who
///     connects again names it in `Last-Event-ID`
public record ServerSentEvent(String type, String data, String id) {
    /// The type of an event that names none.
    public static final String MESSAGE = "message";

    /// The value of a `Content-Type` field.
    public static final String MEDIA_TYPE = "text/event-stream";

    /// Throws [IllegalArgumentException] for a type or an id that would break out of its line.
    public ServerSentEvent {
        requireLine("type", type);
        requireLine("id", id);
        if (type.isEmpty()) {
            throw new IllegalArgumentException("the type of an event must not be empty; it is 'message' by default");
        }
    }

    /// A `message` without an id.
    public static ServerSentEvent of(String data) {
        return new ServerSentEvent(MESSAGE, data, "");
    }

    /// The same of another type.
    public ServerSentEvent type(String type) {
        return new ServerSentEvent(type, data, id);
    }

    /// The same with another id.
    public ServerSentEvent id(String id) {
        return new ServerSentEvent(type, data, id);
    }

    /// Its form on the wire, the empty line after it included.
    public String text() {
        var text = new StringBuilder(data.length() + 32);
        if (!type.equals(MESSAGE)) {
            text.append("event: ").append(type).append('\n');
        }
        if (!id.isEmpty()) {
            text.append("id: ").append(id).append('\n');
        }
        return text.append(lines("data: ", data)).append('\n').toString();
    }

    /// A comment's form on the wire, which readers skip: it keeps a quiet connection from being taken for dead.
    public static String comment(String words) {
        return lines(": ", words) + "\n";
    }

    /// Each line of a text behind a prefix.
    private static String lines(String prefix, String text) {
        // split, since lines() knows no last line that is empty
        return Arrays.stream(text.split("\r\n|\r|\n", -1))
                .map(line -> prefix + line + "\n")
                .collect(Collectors.joining());
    }

    private static void requireLine(String what, String value) {
        if (value.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw new IllegalArgumentException("the " + what + " of an event has a line break or a NUL in it");
        }
    }
}
