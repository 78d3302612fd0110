package heddle.http.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before trying again: a random time below a limit that doubles with each failure, *full jitter*
/// (Brooker, "Exponential Backoff And Jitter", 2015), so that those who failed together do not come back together.
///
/// @param first what is waited after the first failure at most; not negative
/// @param most what the limit grows to; not below `first`
public record Backoff(Duration first, Duration most) {
    private static final int DOUBLINGS_MAX = 30;

    public Backoff {
        if (first.isNegative() || most.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "the waits are %s to %s; the first cannot be negative, nor the last below it"
                            .formatted(first, most));
        }
    }

    /// The limit after so many failures, from 1.
    public Duration limit(int failures) {
        int doublings = Math.clamp(failures - 1, 0, DOUBLINGS_MAX);
        Duration enough = most.dividedBy(1L << doublings);
        return first.compareTo(enough) > 0 ? most : first.multipliedBy(1L << doublings);
    }

    /// What to wait after so many failures.
    public Duration draw(int failures, RandomGenerator chance) {
        return jittered(limit(failures), chance);
    }

    /// Any time below that, each as likely as the other.
    public static Duration jittered(Duration limit, RandomGenerator chance) {
        return limit.isZero() ? Duration.ZERO : Duration.ofNanos(chance.nextLong(limit.toNanos()));
    }
}
