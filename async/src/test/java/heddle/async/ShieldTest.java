package heddle.async;

import static heddle.async.Simulation.simulate;
import static heddle.async.Simulation.sleepForEver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.task.TimeoutExceededException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ShieldTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Simulation simulation = new Simulation();

    @Test
    void shielded_code_waits_in_a_cancelled_scope() {
        var trail = new Trail();
        simulation.run(() -> assertThatThrownBy(() -> Async.timeout(SECOND, () -> {
                    try {
                        sleepForEver();
                    } finally {
                        Async.shield(() -> Async.sleep(SECOND));
                        trail.add("cleaned up");
                        assertThat(Thread.currentThread().isInterrupted()).isTrue();
                    }
                }))
                .isInstanceOf(TimeoutExceededException.class));
        assertThat(trail.events()).containsExactly("cleaned up");
        assertThat(simulation.elapsed()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void a_cancellation_meanwhile_is_met_right_after() {
        simulation.run(() -> assertThatThrownBy(() -> Async.timeout(SECOND, () -> {
                    Async.shield(() -> Async.sleep(SECOND.multipliedBy(2)));
                    assertThat(Thread.currentThread().isInterrupted()).isTrue();
                    Async.yield();
                }))
                .isInstanceOf(TimeoutExceededException.class));
        assertThat(simulation.elapsed()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void foreign_code_under_a_shield_is_not_interrupted() {
        simulation.run(() -> assertThatThrownBy(() -> Async.timeout(SECOND, () -> {
                    try {
                        sleepForEver();
                    } finally {
                        assertThat(Async.<Boolean, InterruptedException>shield(
                                        () -> new Semaphore(0).tryAcquire(1, TimeUnit.MILLISECONDS)))
                                .isFalse();
                    }
                }))
                .isInstanceOf(TimeoutExceededException.class));
    }

    @Test
    void a_timeout_inside_a_shield_works() {
        simulate(() -> Async.shield(() -> assertThatThrownBy(() -> Async.timeout(SECOND, () -> sleepForEver()))
                .isInstanceOf(TimeoutExceededException.class)));
    }

    @Test
    void a_shielded_group_finishes_its_tasks() {
        var trail = new Trail();
        simulation.run(() -> assertThatThrownBy(() -> Async.timeout(SECOND, () -> {
                    Async.shield(() -> Async.forEach(java.util.List.of(1, 2), item -> {
                        Async.sleep(SECOND.multipliedBy(1L + item));
                        trail.add("done " + item);
                    }));
                    Async.yield();
                }))
                .isInstanceOf(TimeoutExceededException.class));
        assertThat(trail.events()).containsExactly("done 1", "done 2");
    }
}
