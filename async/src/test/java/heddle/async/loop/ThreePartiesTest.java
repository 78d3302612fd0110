package heddle.async.loop;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.time.Time;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/// The deadlock that forbids running coroutines on the event loop's own platform thread.
///
/// An outsider holds a lock. A coroutine waits for it. Then the I/O thread waits for it too. The outsider lets go,
/// and the lock falls to the coroutine, which can only run if the waiting I/O thread does not hold the loop.
class ThreePartiesTest {
    private final CountDownLatch coroutineArrives = new CountDownLatch(1);
    private final CountDownLatch ioArrives = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(2);

    /// Runs its argument with the lock held.
    private interface Guard {
        void run(Runnable inside);
    }

    @Test
    void a_reentrant_lock_passes_from_the_outsider_to_the_coroutine_to_the_io_thread() throws InterruptedException {
        var lock = new ReentrantLock(true);
        play(inside -> {
            lock.lock();
            try {
                inside.run();
            } finally {
                lock.unlock();
            }
        });
    }

    @Test
    void a_monitor_passes_from_the_outsider_to_the_coroutine_to_the_io_thread() throws InterruptedException {
        var monitor = new Object();
        play(inside -> {
            synchronized (monitor) {
                inside.run();
            }
        });
    }

    private void play(Guard guard) throws InterruptedException {
        try (var loop = Loop.open(Transport.AUTO, Time.system(), Duration.ZERO)) {
            Thread[] coroutine = new Thread[1];
            Thread[] io = new Thread[1];
            guard.run(() -> {
                coroutine[0] = loop.thread("coroutine", () -> {
                    coroutineArrives.countDown();
                    guard.run(ended::countDown);
                });
                coroutine[0].start();
                awaitWaiting(coroutineArrives, coroutine);
                loop.execute(() -> {
                    io[0] = Thread.currentThread();
                    ioArrives.countDown();
                    guard.run(ended::countDown);
                });
                awaitWaiting(ioArrives, io);
            });
            assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    /// Waits until that thread has come, and stands at the lock.
    private static void awaitWaiting(CountDownLatch arrives, Thread[] thread) {
        try {
            assertThat(arrives.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        while (thread[0].getState() != Thread.State.WAITING && thread[0].getState() != Thread.State.BLOCKED) {
            Thread.onSpinWait();
        }
    }
}
