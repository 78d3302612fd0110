package heddle.async;

import static heddle.async.Simulation.simulate;
import static heddle.async.Simulation.sleepForEver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.scope.Child;
import heddle.async.scope.Scope;
import heddle.async.task.CancelledException;
import heddle.async.task.TimeoutExceededException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TimeoutTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void a_body_in_time_returns() {
        var simulation = new Simulation();
        int result = simulation.run(() -> Async.timeout(MINUTE, () -> {
            Async.sleep(SECOND);
            return 7;
        }));
        assertThat(result).isEqualTo(7);
        assertThat(simulation.elapsed()).isEqualTo(SECOND);
    }

    @Test
    void a_body_out_of_time_is_cancelled() {
        var simulation = new Simulation();
        simulation.run(() -> assertThatThrownBy(() -> Async.timeout(SECOND, () -> sleepForEver()))
                .isInstanceOfSatisfying(
                        TimeoutExceededException.class,
                        e -> assertThat(e.limit()).isEqualTo(SECOND))
                .hasCauseInstanceOf(CancelledException.class));
        assertThat(simulation.elapsed()).isEqualTo(SECOND);
    }

    @Test
    void the_inner_of_two_may_end_first() {
        simulate(() -> {
            int result = Async.timeout(MINUTE, () -> {
                assertThatThrownBy(() -> Async.timeout(SECOND, () -> sleepForEver()))
                        .isInstanceOf(TimeoutExceededException.class);
                Async.sleep(SECOND);
                return 1;
            });
            assertThat(result).isEqualTo(1);
        });
    }

    @Test
    void the_outer_of_two_is_not_taken_for_the_inner() {
        simulate(() -> assertThatThrownBy(() -> Async.timeout(SECOND, () -> {
                    assertThatThrownBy(() -> Async.timeout(MINUTE, () -> sleepForEver()))
                            .isInstanceOf(CancelledException.class);
                    sleepForEver();
                }))
                .isInstanceOfSatisfying(
                        TimeoutExceededException.class,
                        e -> assertThat(e.limit()).isEqualTo(SECOND)));
    }

    @Test
    void every_later_wait_throws_again() {
        simulate(() -> assertThatThrownBy(() -> Async.timeout(SECOND, () -> {
                    for (int i = 0; i < 3; i++) {
                        assertThatThrownBy(Simulation::sleepForEver).isInstanceOf(CancelledException.class);
                        assertThatThrownBy(Async::yield).isInstanceOf(CancelledException.class);
                    }
                    Async.yield();
                }))
                .isInstanceOf(TimeoutExceededException.class));
    }

    @Test
    void a_body_that_returns_in_spite_of_it_has_its_value_returned() {
        int result = simulate(() -> Async.timeout(SECOND, () -> {
            assertThatThrownBy(Simulation::sleepForEver).isInstanceOf(CancelledException.class);
            return 5;
        }));
        assertThat(result).isEqualTo(5);
    }

    @Test
    void a_failure_of_its_own_is_thrown() {
        assertThatThrownBy(() -> simulate(() -> Async.timeout(SECOND, () -> {
                    try {
                        sleepForEver();
                    } catch (CancelledException e) {
                        throw new IOException("disk full");
                    }
                })))
                .isInstanceOf(IOException.class);
    }

    @Test
    void foreign_blocking_code_is_interrupted() {
        simulate(() -> {
            assertThatThrownBy(() -> Async.timeout(SECOND, () -> new LinkedBlockingQueue<String>().take()))
                    .isInstanceOf(TimeoutExceededException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });
    }

    @Test
    @Timeout(30)
    void foreign_blocking_code_is_interrupted_when_its_time_was_up_before_it_began() {
        Async.run(() -> {
            var me = Child.caller();
            var scope = Scope.inside(me.scope());
            me.cancel(scope);
            var hasHeard = new Promise<Boolean>();
            me.loop().execute(() -> hasHeard.complete(true));
            hasHeard.await();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            me.enter(scope);
            try {
                assertThatThrownBy(() -> new CountDownLatch(1).await()).isInstanceOf(InterruptedException.class);
            } finally {
                me.leave(scope);
            }
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });
    }

    /// The timer may go off at any moment between two lines of what sets it.
    @Test
    @Timeout(60)
    void foreign_blocking_code_is_interrupted_however_short_its_time_is() throws Exception {
        int rounds = Integer.getInteger("heddle.campaign.timeouts", 3000);
        Async.run(() -> {
            for (int i = 0; i < rounds; i++) {
                var limit = Duration.ofNanos(i % 10 * 1000L);
                assertThatThrownBy(() -> Async.timeout(limit, () -> new CountDownLatch(1).await()))
                        .isInstanceOf(TimeoutExceededException.class);
                assertThat(Async.moveOnAfter(limit, () -> new CountDownLatch(1).await()))
                        .isFalse();
            }
        });
    }

    @Test
    void the_interrupt_stays_inside() {
        simulate(() -> {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> Async.timeout(SECOND, () -> sleepForEver()))
                        .isInstanceOf(TimeoutExceededException.class);
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
                assertThat(new Semaphore(1).tryAcquire()).isTrue();
                Async.sleep(SECOND);
            }
        });
    }

    @Test
    void an_interrupt_of_someone_else_stays_pending_and_ends_no_wait() {
        var simulation = new Simulation();
        simulation.run(() -> {
            Thread.currentThread().interrupt();
            Async.timeout(MINUTE, () -> Async.sleep(SECOND));
            assertThat(Thread.interrupted()).isTrue();
        });
        assertThat(simulation.elapsed()).isEqualTo(SECOND);
    }

    @Test
    void no_time_at_all_cancels_at_the_first_wait() {
        simulate(() -> assertThatThrownBy(() -> Async.timeout(Duration.ZERO, () -> sleepForEver()))
                .isInstanceOf(TimeoutExceededException.class));
    }

    @Test
    void a_whole_group_is_cancelled() {
        var trail = new Trail();
        simulate(() -> assertThatThrownBy(() -> Async.timeout(
                        SECOND,
                        () -> Async.forEach(java.util.List.of(1, 2, 3), item -> {
                            try {
                                sleepForEver();
                            } finally {
                                trail.add("ended");
                            }
                        })))
                .isInstanceOf(TimeoutExceededException.class));
        assertThat(trail.events()).hasSize(3);
    }
}
