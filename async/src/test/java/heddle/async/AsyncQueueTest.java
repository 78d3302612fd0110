package heddle.async;

import static heddle.async.Simulation.simulate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.task.QueueClosedException;
import heddle.async.task.TimeoutExceededException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AsyncQueueTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Trail trail = new Trail();

    @Test
    void who_is_ahead_waits() {
        simulate(() -> TaskGroup.run(group -> {
            var queue = AsyncQueue.<Integer>bounded(2);
            group.start(() -> {
                for (int i = 0; i < 4; i++) {
                    queue.put(i);
                    trail.add("put " + i);
                }
            });
            Async.sleep(SECOND);
            assertThat(queue).hasToString("AsyncQueue[2 of 2, 2 unfinished, open]");
            assertThat(queue.tryPut(9)).isFalse();
            for (int i = 0; i < 4; i++) {
                trail.add("take " + i);
                assertThat(queue.take()).isEqualTo(i);
                Async.sleep(SECOND);
            }
            assertThat(queue.tryTake()).isEmpty();
        }));
        assertThat(trail.events())
                .containsExactly("put 0", "put 1", "take 0", "put 2", "take 1", "put 3", "take 2", "take 3");
    }

    @Test
    void a_closed_queue_is_drained_and_then_ends() {
        var taken = new ArrayList<Integer>();
        simulate(() -> {
            var queue = AsyncQueue.<Integer>bounded(5);
            TaskGroup.run(group -> {
                group.start(() -> queue.forEach(taken::add));
                try (queue) {
                    IntStream.range(0, 20).forEach(queue::put);
                }
            });
            assertThatThrownBy(queue::take).isInstanceOf(QueueClosedException.class);
            assertThatThrownBy(() -> queue.put(1)).isInstanceOf(QueueClosedException.class);
            assertThat(queue.tryPut(1)).isFalse();
        });
        assertThat(taken)
                .containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
    }

    @Test
    void closing_ends_every_wait() {
        simulate(() -> {
            var empty = AsyncQueue.<Integer>bounded(1);
            var full = AsyncQueue.<Integer>bounded(1);
            full.put(1);
            TaskGroup.run(group -> {
                for (int i = 0; i < 3; i++) {
                    group.start(() -> assertThatThrownBy(empty::take).isInstanceOf(QueueClosedException.class));
                    group.start(() -> assertThatThrownBy(() -> full.put(2)).isInstanceOf(QueueClosedException.class));
                }
                Async.sleep(SECOND);
                empty.close();
                full.close();
            });
            assertThat(full.take()).isEqualTo(1);
        });
    }

    @Test
    void several_takers_get_each_item_once() {
        var taken = Collections.synchronizedList(new ArrayList<Integer>());
        simulate(() -> {
            var queue = AsyncQueue.<Integer>bounded(3);
            TaskGroup.run(group -> {
                for (int i = 0; i < 4; i++) {
                    group.start(() -> queue.forEach(taken::add));
                }
                TaskGroup.run(makers -> {
                    for (int i = 0; i < 4; i++) {
                        int first = i * 100;
                        makers.start(() -> IntStream.range(first, first + 100).forEach(queue::put));
                    }
                });
                queue.close();
            });
        });
        assertThat(taken).hasSize(400).doesNotHaveDuplicates();
    }

    @Test
    void joining_waits_until_every_item_is_dealt_with() {
        simulate(() -> TaskGroup.run(group -> {
            var queue = AsyncQueue.<Integer>bounded(10);
            List.of(1, 2, 3).forEach(queue::put);
            group.start(() -> {
                for (int item : queue) {
                    Async.sleep(SECOND);
                    trail.add("done " + item);
                    queue.taskDone();
                }
            });
            queue.join();
            trail.add("joined");
            queue.join(); // nothing is left
            queue.close();
            assertThatIllegalStateException().isThrownBy(queue::taskDone);
        }));
        assertThat(trail.events()).containsExactly("done 1", "done 2", "done 3", "joined");
    }

    @Test
    void a_cancelled_taker_loses_nothing_and_a_cancelled_maker_leaves_nothing() {
        simulate(() -> TaskGroup.run(group -> {
            var queue = AsyncQueue.<Integer>bounded(1);
            assertThatThrownBy(() -> Async.timeout(SECOND, queue::take)).isInstanceOf(TimeoutExceededException.class);
            queue.put(1);
            assertThatThrownBy(() -> Async.timeout(SECOND, () -> queue.put(2)))
                    .isInstanceOf(TimeoutExceededException.class);
            assertThat(queue.take()).isEqualTo(1);
            assertThat(queue.size()).isZero();
        }));
    }

    @Test
    void a_thread_that_is_no_task_may_use_it() throws InterruptedException {
        var queue = AsyncQueue.<Integer>bounded(1);
        var sum = new AtomicInteger();
        var thread = Thread.ofPlatform().start(() -> queue.forEach(sum::addAndGet));
        Async.run(() -> IntStream.rangeClosed(1, 100).forEach(queue::put));
        queue.close();
        thread.join();
        assertThat(sum).hasValue(5050);
    }
}
