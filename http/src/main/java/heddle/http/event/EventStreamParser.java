package heddle.http.event;

import heddle.http.LimitExceededException;
import heddle.http.Phase;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;

/// Bytes of an event stream in, events out (WHATWG HTML, 9.2.6). No I/O; for one thread.
///
/// Pieces may be cut anywhere. Bytes that are no UTF-8 become U+FFFD. An event that the stream ends in the middle of
/// is dropped, as the standard says: its server sends it again to who asks from the last id on.
public final class EventStreamParser {
    /// The longest reconnection time that is believed.
    private static final Duration RECONNECTION_MAX = Duration.ofDays(1);
    /// As many digits of milliseconds as reach that.
    private static final int DIGITS_MAX = 8;

    private final int eventBytesMax;
    private final Queue<ServerSentEvent> ready = new ArrayDeque<>();
    private byte[] line = new byte[256];
    private int filled;
    private boolean isFirstLine = true;
    private boolean isAfterReturn;

    private final StringBuilder data = new StringBuilder();
    private String type = "";
    private String id;
    private String lastId;
    private Optional<Duration> reconnection = Optional.empty();

    /// For events of at most so many bytes, in a stream that goes on after the event `lastId`; empty for a new one.
    public EventStreamParser(int eventBytesMax, String lastId) {
        if (eventBytesMax < 1) {
            throw new IllegalArgumentException("eventBytesMax is %d; it must be at least 1".formatted(eventBytesMax));
        }
        this.eventBytesMax = eventBytesMax;
        this.id = lastId;
        this.lastId = lastId;
    }

    /// Takes what remains in `piece`. Throws [LimitExceededException] when an event becomes too large; the parser is
    /// of no use afterwards.
    public void feed(ByteBuffer piece) {
        while (piece.hasRemaining()) {
            byte next = piece.get();
            if (next == '\n' && isAfterReturn) {
                isAfterReturn = false; // the second half of a line end
            } else if (next == '\n' || next == '\r') {
                isAfterReturn = next == '\r';
                endLine();
            } else {
                isAfterReturn = false;
                add(next);
            }
        }
    }

    /// The next event that is complete.
    public Optional<ServerSentEvent> poll() {
        return Optional.ofNullable(ready.poll());
    }

    /// The id of the last event that was complete, whether or not it was taken yet.
    public String lastId() {
        return lastId;
    }

    /// How long the server wants to be left alone before a new connection, if it has said so; at most a day.
    public Optional<Duration> reconnection() {
        return reconnection;
    }

    private void add(byte next) {
        if (filled == line.length) {
            line = Arrays.copyOf(line, 2 * line.length);
        }
        line[filled++] = next;
        requireRoom();
    }

    private void requireRoom() {
        if ((long) data.length() + filled > eventBytesMax) {
            throw new LimitExceededException(Phase.READ, "bytes of a server-sent event", eventBytesMax);
        }
    }

    private void endLine() {
        int start = isFirstLine && startsWithMark() ? 3 : 0;
        var text = new String(line, start, filled - start, StandardCharsets.UTF_8);
        isFirstLine = false;
        filled = 0;
        if (text.isEmpty()) {
            dispatch();
            return;
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            field(text, "");
        } else if (colon > 0) { // else it is a comment
            int from = text.startsWith(" ", colon + 1) ? colon + 2 : colon + 1;
            field(text.substring(0, colon), text.substring(from));
        }
    }

    private boolean startsWithMark() {
        return filled >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF;
    }

    private void field(String name, String value) {
        switch (name) {
            case "event" -> type = value;
            case "data" -> {
                data.append(value).append('\n');
                requireRoom();
            }
            case "id" -> id = value.indexOf('\0') < 0 ? value : id;
            case "retry" -> reconnection = milliseconds(value).or(() -> reconnection);
            default -> {
                // Fields that nobody knows are skipped.
            }
        }
    }

    private static Optional<Duration> milliseconds(String value) {
        if (value.isEmpty() || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        var time = value.length() > DIGITS_MAX ? RECONNECTION_MAX : Duration.ofMillis(Long.parseLong(value));
        return Optional.of(time.compareTo(RECONNECTION_MAX) > 0 ? RECONNECTION_MAX : time);
    }

    private void dispatch() {
        lastId = id;
        if (!data.isEmpty()) {
            data.setLength(data.length() - 1);
            ready.add(new ServerSentEvent(visibleType(), data.toString(), lastId));
            data.setLength(0);
        }
        type = "";
    }

    /// A NUL in a type cannot be sent on, and is no part of any name.
    private String visibleType() {
        return type.isEmpty() ? ServerSentEvent.MESSAGE : type.replace('\0', '\uFFFD');
    }

    @Override
    public String toString() {
        return "EventStreamParser[lastId=" + lastId + ", ready=" + ready.size() + ", line=" + filled + " bytes]";
    }
}
