package heddle.async.loop;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/// What a loop counts, for [Loop#statistics()].
///
/// Written by the loop's own thread alone, as plain fields: whoever reads gets a value of a moment ago.
public final class Counters {
    final long openedNanos = System.nanoTime();
    long tasksStarted;
    long tasksEnded;
    long foreignWakeUps;
    long sleeps;
    long longestStretchNanos;
    private final AtomicReference<Duration> longestHeld = new AtomicReference<>(Duration.ZERO);

    Counters() {}

    /// Counts a task that starts. On the loop's own thread.
    public void taskStarts() {
        tasksStarted++;
    }

    /// Counts a task that has ended. On the loop's own thread.
    public void taskEnded() {
        tasksEnded++;
    }

    /// Notes that the loop was held for so long. Safe from any thread.
    void longestHeld(Duration held) {
        longestHeld.accumulateAndGet(held, (one, other) -> one.compareTo(other) < 0 ? other : one);
    }

    Duration longestHeld() {
        return longestHeld.get();
    }

    void stretched(long nanos) {
        if (nanos > longestStretchNanos) {
            longestStretchNanos = nanos;
        }
    }
}
