package heddle.async;

import static heddle.async.Simulation.simulate;
import static heddle.async.Simulation.sleepForEver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.task.CancelledException;
import heddle.async.task.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TaskGroupTest {
    private final Trail trail = new Trail();

    @Test
    void a_group_waits_for_all_its_tasks() {
        simulate(() -> {
            TaskGroup.run(group -> {
                group.start(() -> note("slow", 2));
                group.start(() -> note("fast", 1));
                trail.add("body");
            });
            trail.add("after");
        });
        assertThat(trail.events()).containsExactly("body", "fast", "slow", "after");
    }

    @Test
    void results_are_awaited() {
        int sum = simulate(() -> TaskGroup.call(group -> {
            Task<Integer> left = group.start(() -> 1);
            Task<Integer> right = group.start("right", () -> 2);
            assertThat(right.name()).isEqualTo("right");
            int both = left.await() + right.await();
            assertThat(left.state()).isEqualTo(Task.State.SUCCEEDED);
            return both;
        }));
        assertThat(sum).isEqualTo(3);
    }

    @Test
    void a_task_says_when_it_is_ready_by_a_promise() {
        simulate(() -> TaskGroup.run(group -> {
            var ready = new Promise<Integer>();
            var server = group.start(() -> {
                Async.sleep(Duration.ofSeconds(1));
                trail.add("ready");
                ready.complete(8080);
                sleepForEver();
            });
            assertThat(ready.await()).isEqualTo(8080);
            trail.add("started");
            server.cancel();
        }));
        assertThat(trail.events()).containsExactly("ready", "started");
    }

    @Test
    void a_failing_task_cancels_its_siblings_and_the_body() {
        assertThatThrownBy(() -> simulate(() -> TaskGroup.run(group -> {
                    group.start(() -> recordEnd("sibling"));
                    group.start(() -> {
                        Async.sleep(Duration.ofSeconds(1));
                        throw new IllegalStateException("first");
                    });
                    recordEnd("body");
                })))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("first")
                .hasNoSuppressedExceptions();
        assertThat(trail.events()).containsExactlyInAnyOrder("sibling", "body");
    }

    @Test
    void later_failures_are_suppressed_by_the_first() {
        assertThatThrownBy(() -> simulate(() -> TaskGroup.run(group -> {
                    group.start(() -> {
                        try {
                            sleepForEver();
                        } catch (CancelledException e) {
                            throw new IllegalArgumentException("while cleaning up");
                        }
                    });
                    group.start(() -> {
                        Async.yield();
                        throw new IllegalStateException("first");
                    });
                })))
                .isInstanceOf(IllegalStateException.class)
                .satisfies(e -> assertThat(e.getSuppressed())
                        .hasSize(1)
                        .allSatisfy(later -> assertThat(later).hasMessage("while cleaning up")));
    }

    @Test
    void a_failing_body_cancels_its_tasks() {
        assertThatThrownBy(() -> simulate(() -> TaskGroup.run(group -> {
                    group.start(() -> recordEnd("task"));
                    Async.yield();
                    throw new IOException("body");
                })))
                .isInstanceOf(IOException.class);
        assertThat(trail.events()).containsExactly("task");
    }

    @Test
    void a_checked_exception_of_a_task_is_a_cause() {
        assertThatThrownBy(() -> simulate(() -> TaskGroup.run(group -> group.start(() -> {
                    throw new IOException("task");
                }))))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void cancelling_a_group_is_no_failure() {
        simulate(() -> {
            TaskGroup.run(group -> {
                group.start(() -> recordEnd("task"));
                Async.yield();
                group.cancel();
                recordEnd("body");
            });
            Async.sleep(Duration.ofSeconds(1));
            trail.add("after");
        });
        assertThat(trail.events())
                .containsExactlyInAnyOrder("task", "body", "after")
                .endsWith("after");
    }

    @Test
    void a_group_that_was_cancelled_before_its_result_says_so() {
        assertThatThrownBy(() -> simulate(() -> TaskGroup.call(group -> {
                    group.cancel();
                    sleepForEver();
                    return 1;
                })))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void cancelling_a_task_leaves_its_siblings_alone() {
        simulate(() -> TaskGroup.run(group -> {
            var doomed = group.start(() -> recordEnd("doomed"));
            group.start(() -> note("sibling", 1));
            Async.yield();
            doomed.cancel();
            assertThatThrownBy(doomed::await).isInstanceOf(CancellationException.class);
            assertThat(doomed.state()).isEqualTo(Task.State.CANCELLED);
        }));
        assertThat(trail.events()).containsExactly("doomed", "sibling");
    }

    @Test
    void tasks_start_tasks_in_their_group() {
        simulate(() -> TaskGroup.run(group -> group.start(() -> {
            trail.add("outer");
            group.start(() -> note("inner", 1));
        })));
        assertThat(trail.events()).containsExactly("outer", "inner");
    }

    @Test
    void an_ended_group_starts_nothing() {
        var escaped = new AtomicReference<TaskGroup>();
        simulate(() -> {
            TaskGroup.run(escaped::set);
            assertThatThrownBy(() -> escaped.get().start(() -> trail.add("never")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("has ended");
        });
        assertThat(trail.events()).isEmpty();
    }

    @Test
    void a_failure_deep_down_cancels_everything_above_it() {
        assertThatThrownBy(() -> simulate(() -> TaskGroup.run(outer -> {
                    outer.start(() -> recordEnd("uncle"));
                    outer.start(() -> TaskGroup.run(inner -> {
                        inner.start(() -> recordEnd("brother"));
                        Async.sleep(Duration.ofSeconds(1));
                        throw new IllegalStateException("deep");
                    }));
                })))
                .hasMessage("deep");
        assertThat(trail.events()).containsExactlyInAnyOrder("brother", "uncle");
    }

    @Test
    void a_limit_holds_tasks_back_until_it_is_their_turn() {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var simulation = new Simulation();
        simulation.run(() -> TaskGroup.run(3, group -> {
            for (int i = 0; i < 10; i++) {
                int number = i;
                group.start(() -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    trail.add("task " + number);
                    Async.sleep(Duration.ofSeconds(1));
                    running.decrementAndGet();
                });
            }
            assertThat(trail.events()).hasSizeLessThan(4);
        }));
        assertThat(most).hasValue(3);
        assertThat(trail.events())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 10).mapToObj(i -> "task " + i).toList());
        assertThat(simulation.elapsed()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void a_task_that_waits_for_its_turn_can_be_cancelled_at_once() {
        simulate(() -> TaskGroup.run(1, group -> {
            group.start(() -> note("first", 5));
            Async.sleep(Duration.ofSeconds(1));
            var waiting = group.start(() -> trail.add("never"));
            waiting.cancel();
            assertThatThrownBy(waiting::await).isInstanceOf(CancellationException.class);
            trail.add("cancelled");
        }));
        assertThat(trail.events()).containsExactly("cancelled", "first");
    }

    private void note(String event, int seconds) {
        Async.sleep(Duration.ofSeconds(seconds));
        trail.add(event);
    }

    private void recordEnd(String who) {
        try {
            sleepForEver();
        } catch (CancelledException e) {
            trail.add(who);
            throw e;
        }
    }
}
