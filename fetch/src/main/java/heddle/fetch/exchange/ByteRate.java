package heddle.fetch.exchange;

import heddle.async.Async;
import heddle.async.time.Time;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// How many bytes may be read in a second over all exchanges: who has read some waits until they are paid for, and
/// its connection fills up meanwhile. Safe for any number of coroutines on any number of loops; there is no lock.
public final class ByteRate {
    /// So much may be read at once after a pause.
    private static final long CATCH_UP = Duration.ofMillis(100).toNanos();

    private final long bytesPerSecond;
    private final Time time;
    private final AtomicLong paidUntil;

    /// So many a second.
    public ByteRate(long bytesPerSecond, Time time) {
        this.bytesPerSecond = bytesPerSecond;
        this.time = time;
        paidUntil = new AtomicLong(time.nanoTime());
    }

    /// Parks for as long as these bytes cost.
    void pay(int bytes) {
        long now = time.nanoTime();
        long cost = (long) (bytes * 1e9 / bytesPerSecond);
        long until = paidUntil.updateAndGet(paid -> Math.max(paid, now - CATCH_UP) + cost);
        if (until > now) {
            Async.sleep(Duration.ofNanos(until - now));
        }
    }
}
