package heddle.async.inspect;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// Lengths of time, read and written.
final class Clocks {
    private Clocks() {}

    /// From then until now; empty if `then` is 0, which nobody knows.
    static Optional<Duration> since(long then, long now) {
        return then == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(Math.max(0, now - then)));
    }

    /// For people: `31 ms`, `4.2 s`, `3 min 20 s`, `2 h 5 min`.
    static String text(Duration time) {
        if (time.toMillis() < 1000) {
            return time.toMillis() + " ms";
        }
        if (time.toMinutes() < 1) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        }
        return time.toHours() < 1
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toHours() + " h " + time.toMinutesPart() + " min";
    }
}
