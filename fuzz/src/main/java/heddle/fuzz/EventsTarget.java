package heddle.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import heddle.http.LimitExceededException;
import heddle.http.event.EventStreamParser;
import heddle.http.event.ServerSentEvent;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Streams of server-sent events.
///
/// Events are the same wherever the stream is cut, and when they are written out and read again; none is larger than
/// the limit, and no wait longer than a day.
public final class EventsTarget {
    private static final int EVENT_BYTES_MAX = 200;

    private EventsTarget() {}

    private record Read(List<String> events, String lastId, Optional<Duration> reconnection, String end) {}

    /// Called by the fuzzer.
    public static void fuzzerTestOneInput(byte[] input) {
        List<List<byte[]>> cuts = Cuts.of(input);
        Read whole = read(cuts.getFirst());
        for (List<byte[]> pieces : cuts) {
            BrokenClaim.unlessEqual(read(pieces), whole, "cuts do not change events");
        }
    }

    private static Read read(List<byte[]> pieces) {
        var parser = new EventStreamParser(EVENT_BYTES_MAX, "before");
        var events = new ArrayList<String>();
        String end = "whole";
        try {
            for (byte[] piece : pieces) {
                parser.feed(ByteBuffer.wrap(piece));
            }
        } catch (LimitExceededException tooLarge) {
            end = "too large";
        }
        for (var event = parser.poll(); event.isPresent(); event = parser.poll()) {
            events.add(text(event.get()));
        }
        parser.reconnection()
                .ifPresent(wait -> BrokenClaim.unless(
                        !wait.isNegative() && wait.compareTo(Duration.ofDays(1)) <= 0, "no wait is longer than a day"));
        return new Read(events, parser.lastId(), parser.reconnection(), end);
    }

    private static String text(ServerSentEvent event) {
        BrokenClaim.unless(event.data().length() <= EVENT_BYTES_MAX, "no event is larger than the limit");
        BrokenClaim.unless(
                (event.id() + event.type()).chars().noneMatch(c -> c == 0 || c == '\r' || c == '\n'),
                "ids and types are lines");
        checkWrittenOut(event);
        return event.id() + '\n' + event.type() + '\n' + event.data();
    }

    private static void checkWrittenOut(ServerSentEvent event) {
        var parser = new EventStreamParser(10 * EVENT_BYTES_MAX, "");
        parser.feed(ByteBuffer.wrap(event.text().getBytes(UTF_8)));
        BrokenClaim.unlessEqual(parser.poll(), Optional.of(event), "an event is the same when it is read again");
    }
}
