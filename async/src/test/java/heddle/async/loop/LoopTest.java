package heddle.async.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopTest {
    private final Loop loop = Loop.open(Transport.AUTO, Time.system(), Duration.ofMillis(100));
    private final CountDownLatch done = new CountDownLatch(1);

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void tasks_run_on_the_io_thread_in_order_and_never_inline() throws InterruptedException {
        List<String> events = new ArrayList<>();
        loop.execute(() -> {
            loop.execute(() -> {
                events.add("second");
                loop.execute(done::countDown);
            });
            events.add("first");
            assertThat(loop.netty().inEventLoop()).isTrue();
            assertThat(Loop.current()).isSameAs(loop);
        });
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(events).containsExactly("first", "second");
    }

    @Test
    void a_coroutine_knows_its_loop_and_is_not_its_io_thread() throws InterruptedException {
        var seen = new AtomicReference<Loop>();
        loop.thread("coroutine", () -> {
                    seen.set(Loop.current());
                    assertThat(loop.netty().inEventLoop()).isFalse();
                    done.countDown();
                })
                .start();
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(seen.get()).isSameAs(loop);
    }

    @Test
    void other_threads_have_no_loop_and_cannot_park() {
        assertThat(Loop.isPresent()).isFalse();
        assertThatThrownBy(Loop::current)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Async.run");
        assertThatThrownBy(() -> Parking.await(() -> false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no coroutine");
    }

    @Test
    void the_io_thread_cannot_park() throws InterruptedException {
        var failure = new AtomicReference<Throwable>();
        loop.execute(() -> {
            try {
                Parking.await(() -> false);
            } catch (IllegalStateException e) {
                failure.set(e);
            }
            done.countDown();
        });
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(failure.get()).hasMessageContaining("cannot wait here");
    }

    @Test
    void a_cancelled_timer_does_not_run_and_leaves_nothing_behind() throws InterruptedException {
        var ran = new ConcurrentLinkedQueue<String>();
        loop.execute(
                () -> { // on the thread that fires timers, so that none can fire meanwhile
                    var doomed = loop.schedule(0, () -> ran.add("cancelled"));
                    ran.add("first " + doomed.cancel() + ", then " + doomed.cancel());
                    loop.schedule(TimeUnit.MILLISECONDS.toNanos(1), () -> {
                        ran.add("kept");
                        done.countDown();
                    });
                });
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(ran).containsExactly("first true, then false", "kept");
        assertThat(loop.toString()).contains("timers=0");
    }

    @Test
    void a_timer_that_has_fired_refuses_to_be_cancelled() throws InterruptedException {
        var timer = loop.schedule(0, done::countDown);
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(timer.cancel()).isFalse();
    }

    @Test
    void each_loop_has_its_own_value_and_closes_it() {
        class Pool implements AutoCloseable {
            boolean isClosed;

            @Override
            public void close() {
                isClosed = true;
            }
        }
        var key = LoopLocal.of(Pool::new);
        var other = Loop.open(Transport.AUTO, Time.system(), Duration.ZERO);
        var pool = other.local(key);
        assertThat(other.local(key)).isSameAs(pool).isNotSameAs(loop.local(key));
        other.close();
        assertThat(pool.isClosed).isTrue();
        assertThat(loop.local(key).isClosed).isFalse();
    }

    @Test
    void what_was_handed_over_before_a_loop_ends_runs_before_its_values_are_closed() throws InterruptedException {
        List<String> events = new ArrayList<>();
        var key = LoopLocal.of(() -> (AutoCloseable) () -> events.add("value closed"));
        var other = Loop.open(Transport.AUTO, Time.system(), Duration.ZERO);
        other.local(key);
        var busy = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        other.execute(() -> {
            busy.countDown();
            awaitQuietly(go);
        });
        assertThat(busy.await(20, TimeUnit.SECONDS)).isTrue();
        other.execute(() -> events.add("handed over"));
        Thread closing = Thread.ofPlatform().start(other::close);
        while (closing.getState() != Thread.State.TIMED_WAITING && closing.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        go.countDown();
        closing.join();
        assertThat(events).containsExactly("handed over", "value closed");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_virtual_thread_started_on_the_quiet_outlives_its_loop() throws InterruptedException {
        var other = Loop.open(Transport.AUTO, Time.system(), Duration.ZERO);
        var left = new AtomicReference<Thread>();
        var mayGoOn = new CountDownLatch(1);
        other.thread("", () -> {
                    left.set(Thread.startVirtualThread(() -> {
                        LockSupport.park();
                        mayGoOn.countDown();
                        done.countDown();
                    }));
                })
                .start();
        while (left.get() == null || left.get().getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        other.close();
        LockSupport.unpark(left.get());
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @SuppressWarnings("ThreadPriorityCheck") // never waiting is what is tested
    void a_busy_loop_still_does_its_io_work() throws InterruptedException {
        var running = new AtomicReference<>(true);
        for (int i = 0; i < 100; i++) {
            loop.thread("", () -> {
                        while (running.get()) {
                            Thread.yield();
                        }
                    })
                    .start();
        }
        loop.schedule(TimeUnit.MILLISECONDS.toNanos(2), done::countDown);
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        running.set(false);
    }
}
