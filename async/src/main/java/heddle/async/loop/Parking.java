package heddle.async.loop;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// The one place where coroutines wait.
///
/// The caller says what it waits for as a condition; whoever makes the condition true then [wakes][#wake(Thread)]
/// it. Write the state first and wake after; a wake before the park is not lost, and a wake for nothing is
/// harmless.
///
/// A wait whose condition holds already returns at once, even in a cancelled scope, so that no result that is there
/// is dropped. Otherwise a wait in a cancelled scope throws `CancelledException`, each time; the caller then still
/// owns whatever it has asked others to do, and takes it back or lets it run.
///
/// An interrupt that is not a cancellation is nobody's business here: it ends no wait, and is still pending
/// afterwards.
///
/// All of these throw [IllegalStateException] on a thread that is no coroutine; an I/O thread must never wait.
public final class Parking {
    private Parking() {}

    /// Parks the calling coroutine until `done`. Throws `CancelledException` if its scope is cancelled before that.
    public static void await(BooleanSupplier done) {
        if (done.getAsBoolean()) {
            return;
        }
        var me = caller();
        boolean interrupted = false;
        try {
            do {
                interrupted |= mayWait(me);
                LockSupport.park();
            } while (!done.getAsBoolean());
        } finally {
            restore(interrupted);
        }
    }

    /// As [#await(BooleanSupplier)], until the loop's time has reached `deadlineNanos` at most. Whether `done`
    /// holds.
    public static boolean await(BooleanSupplier done, long deadlineNanos) {
        if (done.getAsBoolean()) {
            return true;
        }
        var me = caller();
        var loop = me.loop();
        var thread = me.thread();
        boolean interrupted = false;
        Timer timer = null;
        try {
            do {
                interrupted |= mayWait(me);
                if (loop.nanoTime() - deadlineNanos >= 0) {
                    return false;
                }
                if (timer == null) {
                    timer = loop.scheduleAt(deadlineNanos, () -> wake(thread));
                }
                LockSupport.park();
            } while (!done.getAsBoolean());
            return true;
        } finally {
            if (timer != null) {
                timer.cancel();
            }
            restore(interrupted);
        }
    }

    /// As [#await(BooleanSupplier)], but cancellation does not end it: for waits that are sure to end, because
    /// whoever is waited for has been cancelled too.
    public static void awaitRegardless(BooleanSupplier done) {
        if (done.getAsBoolean()) {
            return;
        }
        caller();
        boolean interrupted = false;
        do {
            interrupted |= Thread.interrupted();
            LockSupport.park();
        } while (!done.getAsBoolean());
        restore(interrupted);
    }

    /// Makes `thread` look at its condition again. Safe from any thread; usually called from the I/O thread.
    public static void wake(Thread thread) {
        LockSupport.unpark(thread);
    }

    private static Coroutine caller() {
        var coroutine = Coroutine.current();
        if (coroutine == null) {
            throw new IllegalStateException("thread " + Coroutine.callerName()
                    + " is no coroutine and cannot wait here; start the work inside Async.run(...),"
                    + " and from an I/O thread hand it to a task");
        }
        return coroutine;
    }

    /// Throws if `me` must not wait. Whether it had an interrupt that is no cancellation: it is taken, since no
    /// thread parks with an interrupt pending, and to be restored. The flag is read first: who cancels writes in
    /// the other order.
    private static boolean mayWait(Coroutine me) {
        boolean flagged = me.thread().isInterrupted();
        var why = me.cancellation();
        if (why != null) {
            throw why;
        }
        return flagged && Thread.interrupted();
    }

    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
