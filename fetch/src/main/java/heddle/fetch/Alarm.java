package heddle.fetch;

import heddle.async.Async;
import heddle.async.Deadline;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A sleep that others may end. One coroutine clears it, looks whether there is anything to do, and sleeps; whoever
/// rings after it was cleared ends that sleep, or keeps it from beginning.
final class Alarm {
    private static final long NANOS_MAX = Duration.ofDays(1).toNanos();

    private volatile boolean isRung;
    private volatile @Nullable Deadline deadline;

    /// Forgets who has rung so far.
    void clear() {
        isRung = false;
    }

    /// Ends the sleep. From any thread.
    void ring() {
        isRung = true;
        Deadline there = deadline;
        if (there != null) {
            there.reschedule(Duration.ZERO);
        }
    }

    /// Parks for so long, a day at most.
    void sleep(long nanos) {
        Duration time = Duration.ofNanos(Math.min(nanos, NANOS_MAX));
        Deadline there = deadline;
        if (there == null) {
            there = Deadline.after(time);
            deadline = there;
        } else {
            there.reschedule(time);
        }
        if (!isRung) {
            Async.sleepUntil(there);
        }
    }
}
