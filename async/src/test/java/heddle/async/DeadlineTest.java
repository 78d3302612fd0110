package heddle.async;

import static heddle.async.Simulation.simulate;
import static heddle.async.Simulation.sleepForEver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.task.CancelledException;
import heddle.async.task.TimeoutExceededException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Trail trail = new Trail();
    private final Simulation simulation = new Simulation();

    @Test
    void a_timeout_at_a_deadline_says_how_long_was_allowed() {
        simulation.run(() -> {
            var deadline = Deadline.after(SECOND.multipliedBy(3));
            Async.sleep(SECOND);
            assertThatThrownBy(() -> Async.timeoutAt(deadline, () -> sleepForEver()))
                    .isInstanceOfSatisfying(
                            TimeoutExceededException.class,
                            e -> assertThat(e.limit()).isEqualTo(SECOND.multipliedBy(2)));
            assertThat(deadline.hasPassed()).isTrue();
            assertThat(deadline.remaining()).isZero();
        });
    }

    @Test
    void several_steps_share_one_deadline() {
        simulation.run(() -> {
            var deadline = Deadline.after(SECOND.multipliedBy(5));
            String first = Async.timeoutAt(deadline, () -> {
                Async.sleep(SECOND.multipliedBy(3));
                return "first";
            });
            trail.add(first);
            assertThatThrownBy(() -> Async.timeoutAt(deadline, () -> Async.sleep(SECOND.multipliedBy(3))))
                    .isInstanceOf(TimeoutExceededException.class);
        });
        assertThat(simulation.elapsed()).isEqualTo(SECOND.multipliedBy(5));
        assertThat(trail.events()).containsExactly("first");
    }

    @Test
    void progress_moves_a_deadline_on() {
        simulation.run(() -> {
            var deadline = Deadline.after(SECOND.multipliedBy(2));
            assertThatThrownBy(() -> Async.timeoutAt(deadline, () -> {
                        for (int part = 0; part < 5; part++) {
                            Async.sleep(SECOND);
                            deadline.reschedule(SECOND.multipliedBy(2));
                            trail.add("part " + part);
                        }
                        sleepForEver();
                    }))
                    .isInstanceOf(TimeoutExceededException.class);
        });
        assertThat(trail.events()).hasSize(5);
        assertThat(simulation.elapsed()).isEqualTo(SECOND.multipliedBy(7));
    }

    @Test
    void a_deadline_can_be_moved_closer_by_someone_else() {
        simulation.run(() -> {
            var deadline = Deadline.after(SECOND.multipliedBy(100));
            TaskGroup.run(group -> {
                group.start(() -> {
                    Async.sleep(SECOND);
                    deadline.reschedule(SECOND);
                });
                assertThat(Async.moveOnAt(deadline, () -> sleepForEver())).isFalse();
            });
        });
        assertThat(simulation.elapsed()).isEqualTo(SECOND.multipliedBy(2));
    }

    @Test
    void sleeping_until_a_deadline_follows_it() {
        simulation.run(() -> {
            var deadline = Deadline.after(SECOND);
            TaskGroup.run(group -> {
                group.start(() -> deadline.reschedule(SECOND.multipliedBy(4)));
                Async.sleepUntil(deadline);
            });
            Async.sleepUntil(deadline); // it has passed
        });
        assertThat(simulation.elapsed()).isEqualTo(SECOND.multipliedBy(4));
    }

    @Test
    void a_deadline_may_be_moved_when_it_has_just_passed() {
        simulation.run(() -> {
            var deadline = Deadline.after(SECOND);
            TaskGroup.run(group -> {
                group.start(() -> {
                    Async.sleep(SECOND); // wakes before the other does
                    deadline.reschedule(SECOND.multipliedBy(3));
                });
                Async.yield();
                Async.timeout(Duration.ofHours(1), () -> Async.sleepUntil(deadline));
            });
        });
        assertThat(simulation.elapsed())
                .isIn(SECOND, SECOND.multipliedBy(4)); // the first only where tasks run in parallel
    }

    @Test
    void move_on_after_ends_quietly() throws Exception {
        simulation.run(() -> {
            assertThat(Async.moveOnAfter(SECOND, () -> sleepForEver())).isFalse();
            assertThat(Async.moveOnAfter(SECOND, () -> trail.add("done"))).isTrue();
            assertThat(Async.moveOnAfter(SECOND, () -> "value")).contains("value");
            assertThat(Async.<String, RuntimeException>moveOnAfter(SECOND, () -> {
                        sleepForEver();
                        return "never";
                    }))
                    .isEmpty();
            Async.sleep(SECOND); // nobody is cancelled any more
            assertThatThrownBy(() -> Async.moveOnAfter(SECOND, () -> {
                        throw new IOException("its own affair");
                    }))
                    .isInstanceOf(IOException.class);
        });
        assertThat(simulation.elapsed()).isEqualTo(SECOND.multipliedBy(3));
    }

    @Test
    void only_its_own_time_is_moved_on_from() {
        simulate(() -> {
            assertThatThrownBy(() -> Async.moveOnAfter(
                            SECOND.multipliedBy(9), () -> Async.timeout(SECOND, () -> sleepForEver())))
                    .isInstanceOf(TimeoutExceededException.class);
            assertThatThrownBy(() -> Async.timeout(
                            SECOND, () -> Async.moveOnAfter(SECOND.multipliedBy(9), () -> sleepForEver())))
                    .isInstanceOf(TimeoutExceededException.class)
                    .hasCauseInstanceOf(CancelledException.class);
        });
    }

    @Test
    void calls_are_made_at_their_times_and_can_be_cancelled() {
        simulation.run(() -> {
            Async.callLater(SECOND.multipliedBy(2), () -> trail.add("second"));
            var first = Deadline.after(SECOND.multipliedBy(9));
            Async.callAt(first, () -> trail.add("first"));
            first.reschedule(SECOND);
            Async.callLater(SECOND, () -> trail.add("never")).cancel();
            Async.sleep(SECOND.multipliedBy(3));
            Async.callLater(SECOND, () -> trail.add("the run ends before"));
        });
        assertThat(trail.events()).containsExactly("first", "second");
    }

    @Test
    void the_failure_of_a_call_comes_out_of_the_run() {
        assertThatThrownBy(() -> simulate(() -> {
                    Async.callLater(SECOND, () -> {
                        throw new IOException("call");
                    });
                    Async.gather(List.of(1), _ -> {
                        Async.sleep(SECOND.multipliedBy(2));
                        return 0;
                    });
                }))
                .hasCauseInstanceOf(IOException.class);
    }
}
