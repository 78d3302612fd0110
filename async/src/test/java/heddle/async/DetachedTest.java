package heddle.async;

import static heddle.async.Simulation.simulate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.task.Task;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DetachedTest {
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
