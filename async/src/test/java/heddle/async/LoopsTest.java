package heddle.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.loop.Loop;
import heddle.async.scope.Child;
import heddle.async.scope.Operations;
import heddle.async.task.Settled;
import heddle.async.task.Task;
import java.io.IOException;
import java.util.HashSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LoopsTest {
    @Test
    void each_index_has_a_loop_of_its_own() {
        int count = Integer.getInteger("heddle.test.loops", 3);
        try (var loops = Loops.open(count)) {
            var seen = new HashSet<Loop>();
            for (int i = 0; i < 2 * count; i++) {
                seen.add(loops.run(i, Loop::current));
            }
            assertThat(seen).hasSize(count);
            Loop first = loops.run(-count, Loop::current);
            Loop again = loops.run(0, Loop::current);
            assertThat(first).isSameAs(again);
        }
    }

    @Test
    void equal_keys_fall_to_the_same_loop() {
        try (var loops = Loops.open(2)) {
            Loop first = loops.run("example.org", Loop::current);
            Loop again = loops.run(new String("example.org"), Loop::current);
            assertThat(first).isSameAs(again);
        }
    }

    @Test
    void a_failure_reaches_who_runs_or_awaits_it_and_nobody_else() {
        try (var loops = Loops.open(1)) {
            var healthy = loops.submit(() -> {
                Async.yield();
                return 1;
            });
            assertThatThrownBy(() -> loops.run(0, LoopsTest::fail)).isInstanceOf(IOException.class);
            assertThatThrownBy(loops.submit(LoopsTest::fail)::await).hasCauseInstanceOf(IOException.class);
            assertThat(healthy.await()).isEqualTo(1);
        }
    }

    @Test
    @Timeout(30)
    void short_tasks_hide_no_long_one_from_the_end_of_its_loop() {
        Task<Boolean> waiting;
        try (var loops = Loops.open(1)) {
            waiting = loops.submit(() -> new Promise<Boolean>().await());
            for (int i = 0; i < 2000; i++) {
                assertThat(loops.submit(() -> true).await()).isTrue();
            }
        }
        assertThat(waiting.state()).isEqualTo(Task.State.CANCELLED);
    }

    @Test
    void what_gives_nothing_can_be_run_and_submitted_too() {
        var trail = new Trail();
        try (var loops = Loops.open(2)) {
            loops.run(0, () -> trail.add("by index"));
            loops.run("key", () -> trail.add("by key"));
            loops.submit(() -> trail.add("in turn")).await();
            loops.submit("key", () -> trail.add("submitted by key")).await();
        }
        assertThat(trail.events()).containsExactly("by index", "by key", "in turn", "submitted by key");
    }

    private static int fail() throws IOException {
        throw new IOException("no");
    }

    @Test
    void a_failure_that_nobody_awaited_comes_out_of_closing() {
        assertThatThrownBy(() -> {
                    try (var loops = Loops.open(1)) {
                        var task = loops.submit(LoopsTest::fail);
                        while (!task.isDone()) {
                            Thread.onSpinWait();
                        }
                    }
                })
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void closing_cancels_what_runs() {
        Task<Integer> task;
        var started = new CountDownLatch(1);
        try (var loops = Loops.open(2)) {
            task = loops.submit(() -> {
                started.countDown();
                Simulation.sleepForEver();
                return 1;
            });
        }
        assertThat(task.state()).isEqualTo(Task.State.CANCELLED);
        assertThatThrownBy(task::await).isInstanceOf(CancellationException.class);
    }

    @Test
    void there_is_at_least_one_loop() {
        assertThatIllegalArgumentException().isThrownBy(() -> Loops.open(0)).withMessageContaining("count is 0");
    }

    @Test
    @Timeout(30)
    void a_task_that_closes_loops_waits_for_their_tasks_even_when_it_is_cancelled() throws Exception {
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        Async.run(() -> TaskGroup.run(group -> {
            var loops = Loops.open(1);
            loops.submit(() -> {
                begun.countDown();
                Async.shield(() -> end.await());
            });
            begun.await();
            var closer = group.start(loops::close);
            try {
                var thread = Child.of(closer).thread();
                while (!Operations.in(thread.getStackTrace()).containsAll(Operations.of(LoopsTest.class))) {
                    Async.yield();
                }
                closer.cancel();
                for (int i = 0; i < 100; i++) {
                    Async.yield();
                    assertThat(closer.isDone()).isFalse();
                }
            } finally {
                end.countDown();
            }
            assertThat(closer.join()).isInstanceOf(Settled.Succeeded.class);
            assertThatThrownBy(() -> loops.submit(() -> 1)).isInstanceOf(IllegalStateException.class);
        }));
    }
}
