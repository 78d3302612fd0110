package heddle.client.wire;

import heddle.async.loop.Loop;
import heddle.async.loop.Timer;
import org.jspecify.annotations.Nullable;

/// The one deadline of something that goes from phase to phase, behind one timer that is armed lazily. Used on the
/// I/O thread.
///
/// Most deadlines move on before they are reached, and moving one costs a store: a timer that is due too early
/// looks at the deadline and arms itself again. So a busy connection touches the timers once a limit, not twice a
/// request.
final class Watch implements Runnable {
    private static final long NONE = Long.MAX_VALUE;

    private final Loop loop;
    private final Runnable expired;
    private long deadline = NONE;
    private @Nullable Timer timer;

    Watch(Loop loop, Runnable expired) {
        this.loop = loop;
        this.expired = expired;
    }

    /// From now on the deadline is `nanos`, on the loop's clock.
    void until(long nanos, long now) {
        deadline = nanos;
        Timer armed = timer;
        if (armed == null || armed.deadlineNanos() > nanos) {
            arm(now);
        }
    }

    /// There is no deadline until another is set.
    void pause() {
        deadline = NONE;
    }

    /// Whether the deadline has passed.
    boolean hasExpired(long now) {
        return now >= deadline;
    }

    /// Gives the timer back.
    void stop() {
        deadline = NONE;
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    @Override
    public void run() {
        timer = null;
        if (deadline == NONE) {
            return;
        }
        long now = loop.nanoTime();
        if (hasExpired(now)) {
            deadline = NONE;
            expired.run();
            return;
        }
        arm(now);
    }

    private void arm(long now) {
        if (timer != null) {
            timer.cancel();
        }
        timer = loop.schedule(Math.max(0, deadline - now), this);
    }
}
