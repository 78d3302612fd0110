package heddle.fetch.frontier;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// How many URLs may be begun in a second over all hosts, evenly spread: the loops share it, and take from it one by
/// one. There is no lock.
public final class Rate {
    /// So long ago what was not taken may be made up for: wake-ups come late.
    private static final long CATCH_UP = Duration.ofMillis(50).toNanos();

    private final long intervalNanos;
    private final AtomicLong next = new AtomicLong();

    /// So many a second.
    public Rate(double perSecond) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("the rate is " + perSecond + " a second; it must be more than 0");
        }
        intervalNanos = Math.max(1, (long) (1e9 / perSecond));
    }

    /// When the next may be begun.
    long nextAt() {
        return next.get();
    }

    /// Takes one, if that may be now.
    boolean tryTake(long now) {
        long free = next.get();
        return free <= now && next.compareAndSet(free, Math.max(free, now - CATCH_UP) + intervalNanos);
    }
}
