package heddle.async.loop;

import org.jspecify.annotations.Nullable;

/// A thread of a loop: code that reads as if it blocked, and parks instead.
///
/// This is the side of a coroutine that the engine sees: what to run, and whether it may go on waiting. What it
/// belongs to, and what becomes of its result, is its subclass's affair. A coroutine is started once and ends once.
public abstract class Coroutine {
    private final Loop loop;
    private final Seat seat;
    private final Thread thread;

    /// A coroutine of `loop`, not yet started. `name` is its thread's; empty for none.
    protected Coroutine(Loop loop, String name) {
        this.loop = loop;
        this.seat = loop.footing().seat(name);
        this.thread = seat.thread();
    }

    /// What this coroutine does. Called once, on its own thread; whatever it throws is the subclass's to keep, for
    /// nothing above it catches.
    protected abstract void run();

    /// Why this coroutine must not wait now, as a fresh exception; null if it may. Asked on its own thread before
    /// each park, so it costs no more than a few reads. Level-triggered: it goes on answering until the reason is
    /// gone.
    protected abstract @Nullable RuntimeException cancellation();

    /// Makes this coroutine runnable for the first time. Safe from any thread, once.
    public final void start() {
        unstarted().start();
    }

    /// The thread, ready to be started.
    final Thread unstarted() {
        seat.take(this);
        return thread;
    }

    /// The loop that this coroutine belongs to.
    public final Loop loop() {
        return loop;
    }

    /// The virtual thread of this coroutine.
    public final Thread thread() {
        return thread;
    }

    /// When it last began to run, about, as [System#nanoTime()]; 0 if nobody knows. Safe from any thread.
    public final long sinceNanos() {
        return seat.sinceNanos();
    }

    /// Lets all go first that are ready, and I/O too in its time. Called on its own thread; it is no wait, and asks
    /// nobody whether it may.
    public final void giveWay() {
        seat.giveWay();
    }

    /// Where it was made, as an exception whose stack tells; null unless the loop is in debug mode.
    public @Nullable Throwable origin() {
        return null;
    }

    /// What messages call the calling thread: its name, or its number if it has none.
    public static String callerName() {
        var caller = Thread.currentThread();
        return caller.getName().isEmpty() ? "#" + caller.threadId() : '"' + caller.getName() + '"';
    }

    /// The coroutine that is calling, or null on any other thread.
    public static @Nullable Coroutine current() {
        return Opening.isPresent() ? Scheduler.currentCoroutine() : PlainFooting.currentCoroutine();
    }
}
