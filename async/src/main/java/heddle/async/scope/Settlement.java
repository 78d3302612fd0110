package heddle.async.scope;

import heddle.async.loop.Coroutine;
import heddle.async.loop.Loop;
import heddle.async.loop.Parking;
import heddle.async.task.CancelledException;
import heddle.async.task.Settled;
import heddle.async.task.TimeoutExceededException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

    /// Null, a [Waiter], or a [Settled].
    private volatile @Nullable Object state;

    /// Somebody who waits; `thread` is null once that one has gone away.
    private static final class Waiter implements Waiting {
        private volatile @Nullable Thread thread = Thread.currentThread();
        private @Nullable Waiter next;

        @Override
        public void close() {
            thread = null;
        }
    }

    /// The calling thread's place among those who are woken by the outcome; close it to give it up.
    public interface Waiting extends AutoCloseable {
        @Override
        void close();
    }

    /// Brings the result. False, and without effect, if there is an outcome already.
    public boolean complete(T value) {
        return settle(new Settled.Succeeded<>(value));
    }

    /// Brings a failure instead of the result. False, and without effect, if there is an outcome already.
    public boolean fail(Throwable failure) {
        return settle(new Settled.Failed<>(failure));
    }

    /// Whether there is an outcome.
    public boolean isDone() {
        return state instanceof Settled;
    }

    /// Parks until there is an outcome. Returns the result or throws the failure, a checked one inside a
    /// [java.util.concurrent.CompletionException]. Throws [CancelledException] if the caller is cancelled first.
    ///
    /// A thread that is no coroutine blocks; there an interrupt counts as cancellation. An I/O thread must not
    /// wait.
    public T await() {
        awaitOutcome();
        return outcome();
    }

    /// As [#await()], but what the outcome is stays to be seen.
    void awaitOutcome() {
        if (!isDone()) {
            try (var _ = enlist()) {
                if (Coroutine.current() != null) {
                    Parking.await(this::isDone);
                } else {
                    block();
                }
            }
        }
    }

    /// As [#await()], for so long at most; then [TimeoutExceededException]. For coroutines only.
    public T await(Duration limit) {
        if (!isDone()) {
            try (var _ = enlist()) {
                if (!Parking.await(this::isDone, Loop.current().nanoTime() + Nanos.of(limit))) {
                    throw new TimeoutExceededException(limit, null);
                }
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

    /// The outcome, or null if there is none yet.
    @SuppressWarnings("unchecked") // only settle() puts one, and of a T
    public @Nullable Settled<T> settled() {
        return state instanceof Settled<?> outcome ? (Settled<T>) outcome : null;
    }

    private void block() {
        Blocking.refuseOnIoThread();
        while (!isDone()) {
            LockSupport.park(this);
            if (Thread.currentThread().isInterrupted()) {
                throw new CancelledException("the waiting thread was interrupted");
            }
        }
    }

    private T outcome() {
        return Objects.requireNonNull(settled()).orThrow();
    }

    /// Has the calling thread woken when there is an outcome, if there is none yet.
    public Waiting enlist() {
        var waiter = new Waiter();
        for (var seen = state; !(seen instanceof Settled); seen = state) {
            waiter.next = present((Waiter) seen);
            if (STATE.compareAndSet(this, seen, waiter)) {
                break;
            }
        }
        return waiter;
    }

    /// The threads that wait for the outcome now. Safe from any thread.
    List<Thread> awaiters() {
        var threads = new ArrayList<Thread>();
        for (var waiter = state instanceof Waiter top ? top : null; waiter != null; waiter = waiter.next) {
            var thread = waiter.thread;
            if (thread != null) {
                threads.add(thread);
            }
        }
        return threads;
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

    /// Brings the outcome. False, and without effect, if there is one already.
    public boolean settle(Settled<? extends T> outcome) {
        for (var seen = state; !(seen instanceof Settled); seen = state) {
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
        return switch (settled()) {
            case null -> "pending";
            case Settled.Succeeded<T> _ -> "completed";
            case Settled.Failed<T>(var failure) -> "failed: " + failure;
            case Settled.Cancelled<T> _ -> "cancelled";
        };
    }
}
