package heddle.client.wire;

import heddle.client.options.Timeouts;
import java.time.Duration;

/// The limits of [Timeouts] in nanoseconds, computed once for many requests.
///
/// @param poolNanos for a free connection
/// @param writeNanos to send
/// @param firstByteNanos to the first byte
/// @param readGapNanos between two reads
/// @param totalNanos for the whole
public record PhaseLimits(long poolNanos, long writeNanos, long firstByteNanos, long readGapNanos, long totalNanos) {
    /// Stands for "never": so far away that no sum of it and the time overflows.
    static final long NEVER = Long.MAX_VALUE / 4;

    private static final Duration LONGEST = Duration.ofNanos(NEVER);

    /// Those limits.
    public static PhaseLimits of(Timeouts timeouts) {
        return new PhaseLimits(
                nanos(timeouts.pool()),
                nanos(timeouts.write()),
                nanos(timeouts.firstByte()),
                nanos(timeouts.readGap()),
                nanos(timeouts.total()));
    }

    static long nanos(Duration limit) {
        return limit.compareTo(LONGEST) >= 0 ? NEVER : limit.toNanos();
    }
}
