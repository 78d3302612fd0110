package heddle.async.loop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// What runs the continuations of virtual threads on one platform thread: of one loop ([Carrier]), or of all loops
/// of a simulation ([Simulator]).
///
/// It knows at each moment which coroutine it runs; that is how code on a coroutine finds itself, with neither a
/// thread-local nor a search.
abstract sealed class Scheduler permits Carrier, Simulator {
    private static final VarHandle CURRENT;
    private static final VarHandle TURNS;

    static {
        try {
            CURRENT = MethodHandles.lookup().findVarHandle(Scheduler.class, "current", Coroutine.class);
            TURNS = MethodHandles.lookup().findVarHandle(Scheduler.class, "turns", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final CarrierThread thread;

    // Confined to the carrier's thread; the watchdog looks at them as they come.
    private @Nullable Coroutine current;
    private long turns;
    private long roughNanos;

    Scheduler(String name) {
        this.thread = new CarrierThread(this, name);
    }

    static @Nullable Coroutine currentCoroutine() {
        return Opening.currentCarrier() instanceof CarrierThread it ? it.scheduler.current : null;
    }

    /// The loop whose I/O thread is calling, or null.
    static @Nullable Loop currentIoLoop() {
        return Opening.currentCarrier() instanceof CarrierThread it
                ? it.scheduler.ioLoopOf(Thread.currentThread())
                : null;
    }

    /// Queues a stretch of a [Turn], or of some other thread that has this scheduler. Called by the JVM, from any
    /// thread, with the calling continuation pinned.
    abstract void submit(Runnable stretch);

    /// The loop whose I/O thread `caller` is, or null. Called on the carrier's thread.
    abstract @Nullable Loop ioLoopOf(Thread caller);

    /// What the carrier's thread does.
    abstract void run();

    final CarrierThread thread() {
        return thread;
    }

    /// Whether the caller is carried by this scheduler's thread, or is that thread.
    final boolean isOnThread() {
        return Opening.currentCarrier() == thread;
    }

    /// Notes that `rider` (null for anything but a coroutine) runs from now on.
    final void turnTo(@Nullable Coroutine rider) {
        TURNS.setOpaque(this, turns + 1);
        CURRENT.setOpaque(this, rider);
    }

    /// What the time was when it was last looked at.
    final long roughNanos() {
        return roughNanos;
    }

    /// Looks at the time, so that turns know when they began.
    final long lookAtTime() {
        roughNanos = System.nanoTime();
        return roughNanos;
    }

    /// Notes that a turn of `rider` took so long, after its end.
    abstract void tookTurn(Coroutine rider, long nanos);

    /// Whether turns are to be timed, each on its own.
    abstract boolean isTimed();

    /// Passes what is left to the JVM's scheduler.
    static void handOver(Runnable stretch) {
        Opening.defaultScheduler().execute(stretch instanceof Turn turn ? turn.continuation() : stretch);
    }

    /// The coroutine that runs, as anyone may see it.
    final @Nullable Coroutine glanceAtCurrent() {
        return (Coroutine) CURRENT.getOpaque(this);
    }

    /// How often it has turned to something else, as anyone may see it.
    final long glanceAtTurns() {
        return (long) TURNS.getOpaque(this);
    }

    /// The carrier's thread, recognisable.
    static final class CarrierThread extends Thread {
        private final Scheduler scheduler;

        CarrierThread(Scheduler scheduler, String name) {
            super(null, null, name, 0, false);
            this.scheduler = scheduler;
            setDaemon(true);
        }

        @Override
        public void run() {
            scheduler.run();
        }
    }
}
