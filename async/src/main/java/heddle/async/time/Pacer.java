package heddle.async.time;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Spreads what is done evenly over time: so many units a second, and after a pause some at once.
///
/// It only tells how long to wait, and keeps the books: one number, until when all that was booked is paid for (the
/// generic cell rate algorithm, ITU-T I.371). Safe for use from any thread; there is no lock, and no queue: who books
/// first is first.
public final class Pacer {
    private final double nanosPerUnit;
    private final long burstNanos;
    private final Time time;
    private final AtomicLong paidUntil;

    private Pacer(double perSecond, Duration burst, Time time) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("the rate is " + perSecond + " a second; it must be more than 0");
        }
        this.nanosPerUnit = 1e9 / perSecond;
        this.burstNanos = burst.toNanos();
        this.time = time;
        this.paidUntil = new AtomicLong(time.nanoTime());
    }

    /// So many units a second; what was not used may be made up for, as far back as `burst`.
    public static Pacer of(double perSecond, Duration burst, Time time) {
        return new Pacer(perSecond, burst, time);
    }

    /// Books so many units, and tells how long to wait before they may begin; books nothing, and is empty, if that is
    /// longer than `waitMax`.
    public Optional<Duration> tryBegin(int units, Duration waitMax) {
        long latest = time.nanoTime() + waitMax.toNanos();
        while (true) {
            long paid = paidUntil.get();
            long now = time.nanoTime();
            long begin = Math.max(paid, now - burstNanos);
            if (begin > latest) {
                return Optional.empty();
            }
            if (paidUntil.compareAndSet(paid, begin + cost(units))) {
                return Optional.of(until(begin, now));
            }
        }
    }

    /// Books so many units that are done already, and tells how long to wait until they are paid for.
    public Duration untilPaid(int units) {
        long now = time.nanoTime();
        return until(paidUntil.updateAndGet(paid -> Math.max(paid, now - burstNanos) + cost(units)), now);
    }

    private long cost(int units) {
        return (long) (units * nanosPerUnit);
    }

    private static Duration until(long moment, long now) {
        return Duration.ofNanos(Math.max(0, moment - now));
    }

    @Override
    public String toString() {
        return "Pacer[%.3f/s, booked for %s]".formatted(1e9 / nanosPerUnit, until(paidUntil.get(), time.nanoTime()));
    }
}
