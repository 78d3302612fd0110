package heddle.fetch.exchange;

import heddle.async.Async;
import heddle.async.time.Pacer;
import heddle.async.time.Time;
import java.time.Duration;

/// How many bytes may be read in a second over all exchanges: who has read some waits until they are paid for, and
/// its connection fills up meanwhile. Safe for any number of coroutines on any number of loops.
public final class ByteRate {
    /// So much may be read at once after a pause.
    private static final Duration CATCH_UP = Duration.ofMillis(100);

    private final Pacer pacer;

    /// So many a second.
    public ByteRate(long bytesPerSecond, Time time) {
        pacer = Pacer.of((double) bytesPerSecond, CATCH_UP, time);
    }

    /// Parks for as long as these bytes cost.
    void pay(int bytes) {
        Duration wait = pacer.untilPaid(bytes);
        if (wait.isPositive()) {
            Async.sleep(wait);
        }
    }
}
