package heddle.async.scope;

import heddle.async.loop.Coroutine;
import heddle.async.loop.Loop;
import heddle.async.loop.Parking;
import heddle.async.task.CancelledException;
import heddle.async.task.TimeoutExceededException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// What will have become of something, once; the engine under tasks and [heddle.async.Promise].
///
/// It is brought from any thread; later attempts are told that they are late. Any number may wait. One field holds
/// everything: the stack of those who wait, until the outcome takes its place.
public final class Settlement<T extends @Nullable Object> {
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Settlement.class, "state", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /// Null, a [Waiter], or an [Outcome].
    private volatile @Nullable Object state;

    private sealed interface Outcome {}

    private record Value(@Nullable Object value) implements Outcome {}

    private record Failure(Throwable failure) implements Outcome {}

    /// Somebody who waits; `thread` is null once that one has gone away.
    private static final class Waiter {
        private volatile @Nullable Thread thread = Thread.currentThread();
        private @Nullable Waiter next;
    }

    /// Brings the result. False, and without effect, if there is an outcome already.
    public boolean complete(T value) {
        return settle(new Value(value));
    }

    /// Brings a failure instead of the result. False, and without effect, if there is an outcome already.
    public boolean fail(Throwable failure) {
        return settle(new Failure(failure));
    }

    /// Whether there is an outcome.
    public boolean isDone() {
        return state instanceof Outcome;
    }

    /// Parks until there is an outcome. Returns the result or throws the failure, a checked one inside a
    /// [java.util.concurrent.CompletionException]. Throws [CancelledException] if the caller is cancelled first.
    ///
    /// A thread that is no coroutine blocks; there an interrupt counts as cancellation. An I/O thread must not
    /// wait.
    public T await() {
        if (!isDone()) {
            var waiter = enlist();
            try {
                if (Coroutine.current() != null) {
                    Parking.await(this::isDone);
                } else {
                    block();
                }
            } finally {
                waiter.thread = null;
            }
        }
        return outcome();
    }

    /// As [#await()], for so long at most; then [TimeoutExceededException]. For coroutines only.
    public T await(Duration limit) {
        if (!isDone()) {
            var waiter = enlist();
            try {
                if (!Parking.await(this::isDone, Loop.current().nanoTime() + Nanos.of(limit))) {
                    throw new TimeoutExceededException(limit, null);
                }
            } finally {
                waiter.thread = null;
            }
        }
        return outcome();
    }

    /// Waits on a thread that is no coroutine, through interrupts; each one runs `interrupted`.
    void awaitRegardless(Runnable interrupted) {
        enlist();
        boolean flagged = false;
        while (!isDone()) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                flagged = true;
                interrupted.run();
            }
        }
        if (flagged) {
            Thread.currentThread().interrupt();
        }
    }

    /// The failure, if that is the outcome.
    @Nullable Throwable failure() {
        return state instanceof Failure(var failure) ? failure : null;
    }

    private void block() {
        if (Loop.isPresent()) {
            throw new IllegalStateException("an I/O thread must not wait; hand this to a task");
        }
        while (!isDone()) {
            LockSupport.park(this);
            if (Thread.currentThread().isInterrupted()) {
                throw new CancelledException("the waiting thread was interrupted");
            }
        }
    }

    private T outcome() {
        return switch (state) {
            case Value(var value) -> resultOf(value);
            case Failure(var failure) -> throw Failures.unchecked(failure);
            case null, default -> throw new IllegalStateException("there is no outcome yet");
        };
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // only complete() puts a value, and a T
    private T resultOf(@Nullable Object value) {
        return (T) value;
    }

    private Waiter enlist() {
        var waiter = new Waiter();
        for (var seen = state; !(seen instanceof Outcome); seen = state) {
            waiter.next = present((Waiter) seen);
            if (STATE.compareAndSet(this, seen, waiter)) {
                break;
            }
        }
        return waiter;
    }

    /// The first in the stack that has not gone away, so that waiting in vain again and again leaves nothing
    /// behind.
    private static @Nullable Waiter present(@Nullable Waiter top) {
        var waiter = top;
        while (waiter != null && waiter.thread == null) {
            waiter = waiter.next;
        }
        return waiter;
    }

    private boolean settle(Outcome outcome) {
        for (var seen = state; !(seen instanceof Outcome); seen = state) {
            if (STATE.compareAndSet(this, seen, outcome)) {
                wake((Waiter) seen);
                return true;
            }
        }
        return false;
    }

    private static void wake(@Nullable Waiter top) {
        for (var waiter = top; waiter != null; waiter = waiter.next) {
            var thread = waiter.thread;
            if (thread != null) {
                Parking.wake(thread);
            }
        }
    }

    @Override
    public String toString() {
        return switch (state) {
            case Value _ -> "completed";
            case Failure(var failure) -> "failed: " + failure;
            case null, default -> "pending";
        };
    }
}
