package heddle.async.loop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Something to be run on the I/O thread of a loop at some time, unless it is cancelled first.
///
/// Made by [Loop#schedule(long, Runnable)]. Ends once: it either runs or is cancelled.
public final class Timer {
    /// Not in the heap.
    static final int OUT = -1;

    private static final VarHandle ENDED;

    static {
        try {
            ENDED = MethodHandles.lookup().findVarHandle(Timer.class, "ended", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Loop loop;
    private final Runnable action;
    private final long deadlineNanos;
    private volatile boolean ended;

    /// Where it stands in the heap of its loop; confined to the loop's thread.
    int place = OUT;
    /// The how manyth timer of its loop it is; confined to the loop's thread.
    long order;

    Timer(Loop loop, long deadlineNanos, Runnable action) {
        this.loop = loop;
        this.deadlineNanos = deadlineNanos;
        this.action = action;
    }

    /// Sees to it that the action does not run; false if it has, or was cancelled before. Safe from any thread.
    public boolean cancel() {
        if (!ENDED.compareAndSet(this, false, true)) {
            return false;
        }
        loop.reactor().forget(this);
        return true;
    }

    /// When it is due, on the loop's clock.
    public long deadlineNanos() {
        return deadlineNanos;
    }

    boolean hasEnded() {
        return ended;
    }

    void fire() {
        if (ENDED.compareAndSet(this, false, true)) {
            action.run();
        }
    }

    boolean isBefore(Timer other) {
        long sooner = other.deadlineNanos - deadlineNanos;
        return sooner > 0 || (sooner == 0 && order < other.order);
    }

    @Override
    public String toString() {
        return "Timer[" + (ended ? "ended" : "pending") + ", deadlineNanos=" + deadlineNanos + "]";
    }
}
