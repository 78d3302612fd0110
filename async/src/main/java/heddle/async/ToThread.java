package heddle.async;

import heddle.async.loop.Loop;
import heddle.async.loop.Parking;
import heddle.async.scope.Child;
import heddle.async.scope.Failures;
import heddle.async.scope.Workers;
import heddle.async.task.Body;
import heddle.async.task.CancelledException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Blocking work, on a thread that may block, while the task that wants it is parked.
///
/// Cancelling the task interrupts the thread, and the task still waits for the work to end: nothing is left running
/// behind anyone's back. Work that returns all the same has its result returned.
final class ToThread {
    private ToThread() {}

    static <T extends @Nullable Object, X extends Exception> T toThread(Body<? extends T, X> body) throws X {
        var me = Child.caller();
        me.check();
        var loop = me.loop();
        var workers = loop.local(Workers.OF_LOOP);
        var job = new Job<T>(me.bound(body), loop, me.thread());
        loop.startForeignWork(() -> {
            loop.beginForeignWork();
            workers.execute(job);
        });
        try {
            Parking.await(job::hasEnded);
        } catch (CancelledException e) {
            if (workers.remove(job)) {
                loop.endForeignWork();
                throw e;
            }
            job.interrupt();
            Parking.awaitRegardless(job::hasEnded);
            job.throwIfCancelled(e);
        }
        return job.<X>outcome();
    }

    private static final class Job<T extends @Nullable Object> implements Runnable {
        private final Body<? extends T, ?> body;
        private final Loop loop;
        private final Thread waiter;
        /// Held while the worker is interrupted, so that it is still at this job.
        private final ReentrantLock gate = new ReentrantLock();

        private @Nullable Thread worker;
        private @Nullable T value;
        private @Nullable Throwable failure;
        private boolean isWanted = true;
        private volatile boolean ended;

        Job(Body<? extends T, ?> body, Loop loop, Thread waiter) {
            this.body = body;
            this.loop = loop;
            this.waiter = waiter;
        }

        @Override
        public void run() {
            try {
                begin();
                value = body.call();
            } catch (Throwable e) {
                failure = e;
            }
            end();
        }

        private void begin() {
            gate.lock();
            try {
                worker = Thread.currentThread();
                if (!isWanted) {
                    worker.interrupt();
                }
            } finally {
                gate.unlock();
            }
        }

        private void end() {
            gate.lock();
            try {
                worker = null;
                var _ = Thread.interrupted();
            } finally {
                gate.unlock();
            }
            ended = true;
            Parking.wake(waiter);
            loop.endForeignWork();
        }

        void interrupt() {
            gate.lock();
            try {
                isWanted = false;
                if (worker != null) {
                    worker.interrupt();
                }
            } finally {
                gate.unlock();
            }
        }

        boolean hasEnded() {
            return ended;
        }

        /// Throws `cancelled` if the interrupt is what ended the work.
        void throwIfCancelled(CancelledException cancelled) {
            if (failure != null && Failures.isCancellation(failure)) {
                throw cancelled;
            }
        }

        @SuppressWarnings("NullAway") // value is a T unless there is a failure
        <X extends Exception> T outcome() throws X {
            if (failure != null) {
                throw Failures.<X>rethrow(failure);
            }
            return value;
        }
    }
}
