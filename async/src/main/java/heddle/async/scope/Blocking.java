package heddle.async.scope;

import heddle.async.loop.Coroutine;
import heddle.async.loop.Loop;
import heddle.async.task.CancelledException;
import java.util.concurrent.locks.Condition;

/// Waits that are left to `java.util.concurrent`, with our rules for cancellation.
public final class Blocking {
    private Blocking() {}

    /// Waits for `condition` once, as [Condition#await()]. An interrupt counts as cancellation and stays pending;
    /// one that comes together with the signal does not hide the signal.
    @SuppressWarnings("WaitNotInLoop") // the loop is the caller's
    public static void await(Condition condition) {
        var me = Coroutine.current();
        if (me == null) {
            refuseOnIoThread();
        } else {
            check(me);
        }
        try {
            condition.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (me != null) {
                check(me);
            }
            throw new CancelledException("the waiting thread was interrupted");
        }
    }

    /// Throws on a thread that must never wait.
    static void refuseOnIoThread() {
        if (Loop.isPresent()) {
            throw new IllegalStateException("an I/O thread must not wait; hand this to a task");
        }
    }

    private static void check(Coroutine me) {
        if (me instanceof Child<?> child) {
            child.check();
        }
    }
}
