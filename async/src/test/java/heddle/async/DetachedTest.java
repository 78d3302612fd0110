package heddle.async;

import static heddle.async.Simulation.simulate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import heddle.async.loop.Loop;
import heddle.async.scope.Roots;
import heddle.async.task.Settled;
import heddle.async.task.Task;
import heddle.user.Program;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class DetachedTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Trail trail = new Trail();

    @Test
    void the_end_of_the_run_cancels_its_tasks_and_waits_for_them() {
        simulate(() -> {
            var group = TaskGroup.detached();
            group.start(() -> {
                try {
                    Simulation.sleepForEver();
                } finally {
                    Async.shield(Async::yield);
                    trail.add("ended");
                }
            });
            Async.yield();
        });
        assertThat(trail.events()).containsExactly("ended");
    }

    /// Where coroutines run beside the loop's thread: it is held until the task waits, and cancels then.
    @Test
    void a_task_that_waits_before_the_loop_knows_of_it_is_cancelled_too() throws Exception {
        try (var loops = Loops.open(1)) {
            assumeThat(loops.statistics().getFirst().isOpened())
                    .as("there a task that begins is known at once")
                    .isFalse();
            var task = loops.submit(() -> {
                        var group = TaskGroup.detached();
                        var late = new Semaphore(0);
                        Loop.current().execute(() -> {
                            late.acquireUninterruptibly();
                            group.cancel();
                        });
                        var waiting = group.start(() -> {
                            var thread = Thread.currentThread();
                            Thread.ofPlatform().daemon().start(() -> {
                                awaitParked(thread);
                                late.release();
                            });
                            Program.dawdle();
                        });
                        return waiting;
                    })
                    .await();
            assertThat(task.join()).isInstanceOf(Settled.Cancelled.class);
        }
    }

    private static void awaitParked(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void what_its_tasks_begin_at_the_end_of_the_run_is_cancelled_and_waited_for_too() {
        simulate(() -> {
            TaskGroup.detached().start(() -> {
                try {
                    Simulation.sleepForEver();
                } finally {
                    Async.shield(() -> Async.sleep(SECOND));
                    TaskGroup.detached().start(() -> {
                        trail.add("begun");
                        Async.shield(() -> Async.sleep(SECOND));
                        Simulation.sleepForEver();
                    });
                    trail.add("ended");
                }
            });
            Async.yield();
        });
        assertThat(trail.events()).containsExactlyInAnyOrder("ended", "begun");
    }

    @Test
    void what_is_begun_late_in_a_group_that_was_opened_at_the_end_of_the_run_is_waited_for_too() {
        simulate(() -> {
            TaskGroup.detached().start(() -> {
                try {
                    Simulation.sleepForEver();
                } finally {
                    var late = TaskGroup.detached();
                    TaskGroup.detached();
                    late.start(() -> {
                        Async.shield(() -> Async.sleep(SECOND));
                        trail.add("ended");
                    });
                }
            });
            Async.yield();
        });
        assertThat(trail.events()).containsExactly("ended");
    }

    @Test
    void what_nobody_ends_may_begin_others_of_its_kind_at_the_end_of_the_run() {
        simulate(() -> {
            Async.callLater(Duration.ZERO, () -> {
                try {
                    Simulation.sleepForEver();
                } finally {
                    Async.shield(() -> Async.sleep(SECOND));
                    TaskGroup.detached().start(() -> {
                        Async.shield(() -> Async.sleep(SECOND));
                        Async.callLater(SECOND, () -> trail.add("too late"));
                        trail.add("ended");
                    });
                }
            });
            Async.sleep(SECOND);
        });
        assertThat(trail.events()).containsExactly("ended");
    }

    @Test
    void one_that_its_own_task_ends_leaves_nothing_behind() {
        simulate(() -> {
            var left = new HashSet<Integer>();
            for (int i = 0; i < 10; i++) {
                var group = TaskGroup.detached();
                group.start(() -> group.cancel()).await();
                Async.yield();
                left.add(Roots.of(Loop.current()).groups().size());
            }
            assertThat(left).allSatisfy(groups -> assertThat(groups).isLessThan(5));
        });
    }

    @Test
    void what_nobody_ends_may_open_a_group_at_the_end_of_the_run_and_use_it_later() {
        simulate(() -> {
            Async.callLater(Duration.ZERO, () -> {
                try {
                    Simulation.sleepForEver();
                } finally {
                    var late = TaskGroup.detached();
                    Async.shield(() -> Async.sleep(SECOND.multipliedBy(2)));
                    late.start(() -> {
                        Async.shield(() -> Async.sleep(SECOND));
                        trail.add("ended");
                    });
                }
            });
            TaskGroup.detached().start(() -> {
                try {
                    Simulation.sleepForEver();
                } finally {
                    Async.shield(() -> Async.sleep(SECOND));
                }
            });
            Async.sleep(SECOND);
        });
        assertThat(trail.events()).containsExactly("ended");
    }

    @Test
    void a_failure_cancels_nobody_and_comes_out_of_the_run() {
        assertThatThrownBy(() -> simulate(() -> {
                    var group = TaskGroup.detached();
                    var failing = group.start(() -> {
                        throw new IOException("lost?");
                    });
                    var healthy = group.start(() -> trail.add("healthy"));
                    healthy.await();
                    while (!failing.isDone()) {
                        Async.yield();
                    }
                }))
                .hasCauseInstanceOf(IOException.class);
        assertThat(trail.events()).containsExactly("healthy");
    }

    @Test
    void a_failure_that_was_awaited_does_not() {
        simulate(() -> {
            Task<?> failing = TaskGroup.detached().start(() -> {
                throw new IOException("told");
            });
            assertThatThrownBy(failing::await).hasCauseInstanceOf(IOException.class);
        });
    }
}
