package heddle.async.scope;

import java.time.Duration;

/// Durations as nanoseconds that can be added to a loop's time.
public final class Nanos {
    /// A century or so; two of them do not overflow.
    private static final long MAX = Long.MAX_VALUE / 3;

    private static final Duration LONGEST = Duration.ofNanos(MAX);

    private Nanos() {}

    /// `duration` in nanoseconds, at most a century.
    public static long of(Duration duration) {
        return duration.compareTo(LONGEST) >= 0 ? MAX : Math.max(0, duration.toNanos());
    }
}
