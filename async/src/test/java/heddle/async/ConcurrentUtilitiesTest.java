package heddle.async;

import static heddle.async.Simulation.simulate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.task.Action;
import heddle.async.task.Task;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.Test;

/// What `java.util.concurrent` has works on a coroutine: it parks the coroutine, not the loop, whoever waits is
/// woken by another coroutine of the same loop, and cancellation reaches it.
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop"}) // each is a single step, seen by nobody else
class ConcurrentUtilitiesTest {
    private final Trail trail = new Trail();

    /// Runs `wait` on a task until it is parked, then `signal` on another, and wants the wait to end. Then runs
    /// `wait` once more and cancels it.
    private void check(Action<Exception> wait, Action<Exception> signal) throws Exception {
        simulate(() -> TaskGroup.run(group -> {
            group.start(() -> {
                wait.run();
                trail.add("woken");
            });
            Async.sleep(Duration.ofSeconds(1)); // passes only once all others are parked
            trail.add("signal");
            signal.run();
        }));
        assertThat(trail.events()).containsExactly("signal", "woken");
        checkCancellation(wait);
    }

    private static void checkCancellation(Action<?> wait) {
        simulate(() -> TaskGroup.run(group -> {
            var task = group.start(wait);
            Async.sleep(Duration.ofSeconds(1));
            assertThat(task.isDone()).isFalse();
            task.cancel();
            assertThatThrownBy(task::await).isInstanceOf(CancellationException.class);
            assertThat(task.state()).isEqualTo(Task.State.CANCELLED);
        }));
    }

    @Test
    void semaphore() throws Exception {
        var semaphore = new Semaphore(0);
        check(semaphore::acquire, semaphore::release);
    }

    @Test
    void reentrant_lock() throws Exception {
        var lock = new ReentrantLock();
        simulate(() -> TaskGroup.run(group -> {
            lock.lock();
            group.start(() -> {
                lock.lockInterruptibly();
                trail.add("locked");
                lock.unlock();
            });
            var doomed = group.start(() -> lock.lockInterruptibly());
            Async.sleep(Duration.ofSeconds(1));
            doomed.cancel();
            assertThatThrownBy(doomed::await).isInstanceOf(CancellationException.class);
            trail.add("unlock");
            lock.unlock();
        }));
        assertThat(trail.events()).containsExactly("unlock", "locked");
    }

    @Test
    void condition() throws Exception {
        var lock = new ReentrantLock();
        var condition = lock.newCondition();
        check(() -> await(lock, condition), () -> {
            lock.lock();
            condition.signal();
            lock.unlock();
        });
    }

    private static void await(ReentrantLock lock, Condition condition) throws InterruptedException {
        lock.lock();
        try {
            condition.await();
        } finally {
            lock.unlock();
        }
    }

    @Test
    void read_write_lock() throws Exception {
        var lock = new ReentrantReadWriteLock();
        simulate(() -> TaskGroup.run(group -> {
            lock.readLock().lock();
            group.start(() -> {
                lock.readLock().lockInterruptibly();
                trail.add("second reader");
                lock.readLock().unlock();
            });
            Async.sleep(Duration.ofSeconds(1));
            var writer = group.start(() -> lock.writeLock().lockInterruptibly());
            Async.sleep(Duration.ofSeconds(1));
            writer.cancel();
            assertThatThrownBy(writer::await).isInstanceOf(CancellationException.class);
            lock.readLock().unlock();
        }));
        assertThat(trail.events()).containsExactly("second reader");
    }

    @Test
    void count_down_latch() throws Exception {
        var latch = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        simulate(() -> TaskGroup.run(group -> {
            group.start(() -> {
                latch.await();
                trail.add("woken");
            });
            Async.sleep(Duration.ofSeconds(1));
            trail.add("signal");
            latch.countDown();
        }));
        assertThat(trail.events()).containsExactly("signal", "woken");
        checkCancellation(never::await);
    }

    @Test
    void cyclic_barrier() throws Exception {
        var barrier = new CyclicBarrier(2);
        check(barrier::await, barrier::await);
    }

    @Test
    void phaser() throws Exception {
        var phaser = new Phaser(1);
        simulate(() -> TaskGroup.run(group -> {
            group.start(() -> {
                phaser.awaitAdvanceInterruptibly(0);
                trail.add("woken");
            });
            Async.sleep(Duration.ofSeconds(1));
            trail.add("signal");
            phaser.arrive();
        }));
        assertThat(trail.events()).containsExactly("signal", "woken");
        checkCancellation(() -> phaser.awaitAdvanceInterruptibly(1));
    }

    @Test
    void exchanger() throws Exception {
        var exchanger = new Exchanger<String>();
        check(() -> exchanger.exchange("a"), () -> exchanger.exchange("b"));
    }

    @Test
    void blocking_queues() throws Exception {
        for (var queue : List.of(
                new LinkedBlockingQueue<String>(),
                new ArrayBlockingQueue<String>(1),
                new PriorityBlockingQueue<String>(),
                new LinkedBlockingDeque<String>(),
                new LinkedTransferQueue<String>(),
                new SynchronousQueue<String>())) {
            trail.clear();
            check(queue::take, () -> queue.put("item"));
        }
    }

    @Test
    void a_full_blocking_queue() throws Exception {
        for (var queue : List.of(
                new LinkedBlockingQueue<String>(1),
                new ArrayBlockingQueue<String>(1),
                new LinkedBlockingDeque<String>(1))) {
            trail.clear();
            queue.add("first");
            check(() -> queue.put("more"), queue::take);
        }
    }

    @Test
    void completable_future() throws Exception {
        var future = new CompletableFuture<String>();
        simulate(() -> TaskGroup.run(group -> {
            group.start(() -> trail.add("got " + future.get()));
            Async.sleep(Duration.ofSeconds(1));
            trail.add("complete");
            future.complete("it");
        }));
        assertThat(trail.events()).containsExactly("complete", "got it");
        checkCancellation(() -> new CompletableFuture<String>().get());
    }

    @Test
    void a_contended_monitor() {
        var monitor = new Object();
        simulate(() -> TaskGroup.run(group -> {
            synchronized (monitor) {
                group.start(() -> {
                    synchronized (monitor) {
                        trail.add("entered");
                    }
                });
                Async.sleep(Duration.ofSeconds(1));
                trail.add("leave");
            }
        }));
        assertThat(trail.events()).containsExactly("leave", "entered");
    }

    @Test
    void monitors() throws Exception {
        var monitor = new Object();
        check(
                () -> {
                    synchronized (monitor) {
                        monitor.wait();
                    }
                },
                () -> {
                    synchronized (monitor) {
                        monitor.notifyAll();
                    }
                });
    }
}
