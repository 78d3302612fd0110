package heddle.async;

import static heddle.async.Simulation.simulate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ToThreadTest {
    private final Trail trail = new Trail();

    @Test
    void blocking_work_runs_on_a_platform_thread() {
        boolean isVirtual =
                simulate(() -> Async.toThread(() -> Thread.currentThread().isVirtual()));
        assertThat(isVirtual).isFalse();
    }

    @Test
    void the_loop_goes_on_meanwhile() throws InterruptedException {
        var latch = new CountDownLatch(1);
        simulate(() -> TaskGroup.run(group -> {
            group.start(() -> Async.toThread(() -> {
                latch.await();
                trail.add("thread");
            }));
            group.start(() -> {
                Async.yield();
                trail.add("loop");
                latch.countDown();
            });
        }));
        assertThat(trail.events()).containsExactly("loop", "thread");
    }

    @Test
    void its_failure_arrives_as_it_is() {
        assertThatThrownBy(() -> simulate(() -> Async.toThread(() -> {
                    throw new IOException("disk");
                })))
                .isInstanceOf(IOException.class);
    }

    @Test
    void cancelling_interrupts_the_thread_and_waits_for_its_end() throws InterruptedException {
        var started = new CountDownLatch(1);
        simulate(() -> TaskGroup.run(group -> {
            var task = group.start(() -> Async.toThread(() -> {
                started.countDown();
                try {
                    new CountDownLatch(1).await();
                } finally {
                    trail.add("thread ended");
                }
            }));
            Async.toThread(() -> started.await());
            task.cancel();
            assertThatThrownBy(task::await).isInstanceOf(java.util.concurrent.CancellationException.class);
            trail.add("task ended");
        }));
        assertThat(trail.events()).containsExactly("thread ended", "task ended");
    }

    @Test
    void work_that_ends_all_the_same_has_its_result_kept() throws InterruptedException {
        var started = new CountDownLatch(1);
        simulate(() -> TaskGroup.run(group -> {
            var task = group.start(() -> Async.toThread(() -> {
                started.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    return "saved";
                }
                return "never";
            }));
            Async.toThread(() -> started.await());
            task.cancel();
            assertThat(task.await()).isEqualTo("saved");
        }));
    }

    @Test
    void work_that_waits_for_a_thread_is_taken_back() {
        var started = new CountDownLatch(1);
        var options = LoopOptions.defaults().threadsMax(1);
        Async.run(
                options,
                () -> TaskGroup.run(group -> {
                    var holder = group.start(() -> Async.toThread(() -> {
                        started.countDown();
                        new CountDownLatch(1).await();
                    }));
                    while (started.getCount() > 0) {
                        Async.yield();
                    }
                    var waiting = group.start(() -> Async.toThread(() -> trail.add("never")));
                    Async.yield();
                    waiting.cancel();
                    assertThatThrownBy(waiting::await).isInstanceOf(java.util.concurrent.CancellationException.class);
                    holder.cancel();
                }));
        assertThat(trail.events()).isEmpty();
    }

    @Test
    void there_are_no_more_threads_than_allowed() {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        Async.run(
                LoopOptions.defaults().threadsMax(3),
                () -> Async.gather(
                        IntStream.range(0, 200).boxed().toList(),
                        item -> Async.toThread(() -> {
                            most.accumulateAndGet(running.incrementAndGet(), Math::max);
                            running.decrementAndGet();
                            return item;
                        })));
        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void virtual_time_stands_still_meanwhile() {
        var simulation = new Simulation();
        List<String> order = simulation.run(() -> {
            TaskGroup.run(group -> {
                group.start(() -> Async.toThread(() -> trail.add("thread")));
                Async.yield();
                Async.sleep(Duration.ofDays(1));
                trail.add("slept");
            });
            return trail.events();
        });
        assertThat(order).containsExactly("thread", "slept");
    }
}
