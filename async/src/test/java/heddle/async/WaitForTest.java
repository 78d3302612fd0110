package heddle.async;

import static heddle.async.Simulation.simulate;
import static heddle.async.Simulation.sleepForEver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.task.Task;
import heddle.async.task.TimeoutExceededException;
import heddle.async.task.Until;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WaitForTest {
    @Test
    void until_the_first_has_ended() {
        var simulation = new Simulation();
        simulation.run(() -> TaskGroup.run(group -> {
            var slow = group.start(() -> Async.sleep(Duration.ofSeconds(3)));
            var fast = group.start(() -> Async.sleep(Duration.ofSeconds(1)));
            assertThat(Async.waitFor(List.of(slow, fast), Until.FIRST_COMPLETED))
                    .containsExactly(fast);
            assertThat(slow.isDone()).isFalse();
        }));
        assertThat(simulation.elapsed()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void until_the_first_has_failed_and_nothing_is_thrown() {
        simulate(() -> {
            var group = TaskGroup.detached();
            Task<@Nullable Void> healthy = group.start(() -> Async.sleep(Duration.ofSeconds(1)));
            Task<@Nullable Void> failing = group.start(() -> {
                Async.sleep(Duration.ofSeconds(2));
                throw new IOException("two");
            });
            Task<@Nullable Void> late = group.start(() -> Async.sleep(Duration.ofSeconds(3)));
            assertThat(Async.waitFor(List.of(late, healthy, failing), Until.FIRST_FAILED))
                    .containsExactly(healthy, failing);
            assertThatThrownBy(failing::await).hasCauseInstanceOf(IOException.class);
            late.await();
        });
    }

    @Test
    void until_all_have_ended_where_none_fails() {
        simulate(() -> TaskGroup.run(group -> {
            var one = group.start(() -> 1);
            var two = group.start(() -> {
                Async.sleep(Duration.ofSeconds(1));
                return 2;
            });
            assertThat(Async.waitFor(List.of(two, one), Until.ALL_COMPLETED)).containsExactly(two, one);
            assertThat(Async.waitFor(List.of(two, one), Until.FIRST_FAILED)).containsExactly(two, one);
            assertThat(Async.waitFor(List.<Task<Integer>>of(), Until.FIRST_COMPLETED))
                    .isEmpty();
        }));
    }

    @Test
    void cancelling_the_wait_leaves_the_tasks_alone() {
        simulate(() -> TaskGroup.run(group -> {
            var task = group.start(() -> Async.sleep(Duration.ofSeconds(2)));
            assertThatThrownBy(() -> Async.timeout(
                            Duration.ofSeconds(1), () -> Async.waitFor(List.of(task), Until.ALL_COMPLETED)))
                    .isInstanceOf(TimeoutExceededException.class);
            assertThat(task.isDone()).isFalse();
            task.await();
            assertThat(task.state()).isEqualTo(Task.State.SUCCEEDED);
        }));
    }

    @Test
    void a_cancelled_task_has_ended_too() {
        simulate(() -> TaskGroup.run(group -> {
            var task = group.start(() -> sleepForEver());
            task.cancel();
            assertThat(Async.waitFor(List.of(task), Until.FIRST_COMPLETED)).containsExactly(task);
        }));
    }
}
