package heddle.async;

import static heddle.async.Simulation.simulate;
import static heddle.async.Simulation.sleepForEver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.task.CancelledException;
import heddle.async.task.Settled;
import heddle.async.task.Task;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class TaskTest {
    @Test
    void a_name_is_the_threads_too() {
        simulate(() -> TaskGroup.run(group -> {
            var task = group.start(
                    "fetcher 7",
                    () -> Thread.currentThread().getName() + " is "
                            + Async.currentTask().name());
            assertThat(task.await()).isEqualTo("fetcher 7 is fetcher 7");
            assertThat(task).hasToString("Task[fetcher 7, SUCCEEDED]");
        }));
    }

    @Test
    void joining_gives_the_outcome_as_a_value() {
        simulate(() -> {
            var group = TaskGroup.detached();
            assertThat(group.start(() -> 1).join()).isEqualTo(new Settled.Succeeded<>(1));
            var failure = new IOException("no");
            Task<Integer> failing = group.start(() -> {
                throw failure;
            });
            assertThat(failing.join())
                    .isInstanceOfSatisfying(
                            Settled.Failed.class,
                            failed -> assertThat(failed.failure())
                                    .isInstanceOf(CompletionException.class)
                                    .hasCause(failure));
            var cancelled = group.start(() -> sleepForEver());
            cancelled.cancel();
            assertThat(cancelled.join())
                    .isInstanceOfSatisfying(
                            Settled.Cancelled.class,
                            it -> assertThat(it.cancellation()).hasCauseInstanceOf(CancelledException.class));
        });
    }

    @Test
    void the_result_of_a_task_that_has_ended_can_be_asked_for_anywhere() {
        Task<Integer> task = simulate(() -> TaskGroup.call(group -> {
            var gate = new Promise<Integer>();
            var two = group.start(() -> gate.await());
            assertThatIllegalStateException().isThrownBy(two::result).withMessageContaining("has not ended");
            gate.complete(2);
            return two;
        }));
        assertThat(task.result()).isEqualTo(2);
    }

    @Test
    void a_failure_that_was_joined_is_known() {
        simulate(() -> {
            var task = TaskGroup.detached().start(() -> {
                throw new IOException("told");
            });
            assertThatThrownBy(() -> task.join().orThrow()).hasCauseInstanceOf(IOException.class);
        });
    }
}
