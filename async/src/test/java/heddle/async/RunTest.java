package heddle.async;

import static heddle.async.Simulation.simulate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.task.CancelledException;
import heddle.async.task.Task;
import heddle.async.task.TimeoutExceededException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class RunTest {
    @Test
    void a_result_and_a_checked_exception_come_out_as_they_are() {
        String result = simulate(() -> "result");
        assertThat(result).isEqualTo("result");
        assertThatThrownBy(() -> simulate(() -> {
                    throw new IOException("checked");
                }))
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_failure_says_who_has_called_run_below_where_it_was_thrown() {
        var failure = catchThrowableOfType(IllegalStateException.class, () -> simulate(() -> failing()));
        assertThatThrownBy(() -> simulate(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(failure.getStackTrace())
                .extracting(StackTraceElement::getMethodName)
                .containsSubsequence(
                        "failing", "awaitOutside", "a_failure_says_who_has_called_run_below_where_it_was_thrown")
                .filteredOn("awaitOutside"::equals)
                .as("said once")
                .hasSize(1);
    }

    private static void failing() {
        throw new IllegalStateException("from a task");
    }

    @Test
    void a_thread_without_a_name_is_called_by_its_number() throws InterruptedException {
        var said = new CompletableFuture<String>();
        var nobody = Thread.ofVirtual().start(() -> {
            try {
                Async.yield();
            } catch (IllegalStateException e) {
                said.complete(e.getMessage());
            }
        });
        assertThat(said.join()).startsWith("thread #" + nobody.threadId() + " runs no task");
    }

    @Test
    void an_interrupt_of_the_caller_cancels_the_run_and_stays_pending() {
        var caller = Thread.currentThread();
        assertThatThrownBy(() -> simulate(() -> {
                    caller.interrupt();
                    new Promise<>().await(); // not a sleep: virtual time may pass before the caller wakes
                }))
                .isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_run_in_a_run_is_refused_with_advice() {
        simulate(() -> assertThatThrownBy(() -> Async.run(() -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("call the code directly"));
    }

    @Test
    void everything_else_is_refused_outside() {
        assertThatThrownBy(() -> Async.sleep(Duration.ZERO))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Async.run");
        assertThatThrownBy(() -> TaskGroup.run(_ -> {})).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Async.gather(List.of(1), item -> item)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void no_thread_is_left() {
        for (int i = 0; i < 20; i++) {
            Async.run(() -> Async.gather(List.of(1, 2), item -> Async.toThread(() -> item)));
        }
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (ourThreads().stream().findAny().isPresent() && System.nanoTime() < end) {
            Thread.onSpinWait(); // the watchdog and idle workers have been told, and take a moment
        }
        assertThat(ourThreads()).isEmpty();
    }

    private static List<String> ourThreads() {
        Predicate<String> isOurs = name -> name.startsWith("heddle-");
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(isOurs)
                .toList();
    }

    @Test
    void a_task_holds_its_state_in_its_name() {
        simulate(() -> TaskGroup.run(group -> {
            var loaded = new Promise<Integer>();
            var task = group.start("loader", () -> loaded.await());
            assertThat(task).hasToString("Task[loader, RUNNING]");
            loaded.complete(1);
            task.await();
            assertThat(task).hasToString("Task[loader, SUCCEEDED]");
        }));
    }

    @Test
    void a_promise_joins_callbacks_and_coroutines() {
        simulate(() -> {
            var promise = new Promise<String>();
            assertThat(promise).hasToString("Promise[pending]");
            assertThatThrownBy(() -> promise.await(Duration.ofSeconds(1))).isInstanceOf(TimeoutExceededException.class);
            TaskGroup.run(group -> {
                Task<String> waiting = group.start(() -> promise.await());
                Async.yield();
                assertThat(promise.complete("first")).isTrue();
                assertThat(promise.complete("second")).isFalse();
                assertThat(promise.fail(new IOException("late"))).isFalse();
                assertThat(waiting.await()).isEqualTo("first");
            });
            var failed = new Promise<String>();
            failed.fail(new IllegalStateException("bad"));
            assertThatThrownBy(failed::await).isInstanceOf(IllegalStateException.class);
        });
    }
}
