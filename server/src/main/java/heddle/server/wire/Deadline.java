package heddle.server.wire;

import heddle.async.loop.Loop;
import heddle.async.loop.Timer;
import org.jspecify.annotations.Nullable;

/// One moment by which something must have happened; I/O thread only.
///
/// Moving it later, which is what nearly every request does, writes a number: the timer that is running finds out
/// when it fires, and starts again for the rest. Only moving it earlier starts another timer.
final class Deadline {
    private static final long NEVER = Long.MAX_VALUE;

    private final Loop loop;
    private final Runnable due;
    private long at = NEVER;
    private long timerAt = NEVER;
    private @Nullable Timer timer;

    Deadline(Loop loop, Runnable due) {
        this.loop = loop;
        this.due = due;
    }

    boolean isSet() {
        return at != NEVER;
    }

    /// Sets it, or moves it, to that long from now.
    void within(long nanos) {
        long now = loop.nanoTime();
        at = now + nanos;
        if (at < timerAt) {
            start(now);
        }
    }

    /// Takes it back.
    void clear() {
        at = NEVER;
    }

    /// Takes it back, and lets go of the timer.
    void close() {
        clear();
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void start(long now) {
        if (timer != null) {
            timer.cancel();
        }
        timerAt = at;
        timer = loop.schedule(at - now, this::fire);
    }

    private void fire() {
        timer = null;
        timerAt = NEVER;
        if (at == NEVER) {
            return;
        }
        long now = loop.nanoTime();
        if (now < at) {
            start(now);
            return;
        }
        at = NEVER;
        due.run();
    }
}
