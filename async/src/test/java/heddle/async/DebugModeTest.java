package heddle.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import heddle.async.loop.Loop;
import heddle.user.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
@Timeout(60)
class DebugModeTest {
    private static final LoopOptions DEBUGGED =
            LoopOptions.defaults().isDebugged(true).heldMax(Duration.ofMillis(20));

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    private interface Scene {
        void play() throws Exception;
    }

    /// What the log says while `scene` plays.
    private String logOf(Scene scene) throws Exception {
        var err = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            scene.play();
        } finally {
            System.setErr(err);
        }
        return log.toString(StandardCharsets.UTF_8);
    }

    @Test
    void it_is_off_unless_asked_for() {
        assertThat(LoopOptions.defaults().isDebugged()).isFalse();
    }

    /// Says how long a loop may be held; in a JVM of its own.
    static final class AskedForLimit {
        private AskedForLimit() {}

        @SuppressWarnings("SystemOut") // that is how its parent hears of it
        static void main() {
            System.out.print(LoopOptions.defaults().heldMax());
        }
    }

    /// Says whether it is on; in a JVM of its own.
    static final class Asked {
        private Asked() {}

        @SuppressWarnings("SystemOut") // that is how its parent hears of it
        static void main() {
            System.out.print(LoopOptions.defaults().isDebugged());
        }
    }

    @Test
    void a_system_property_turns_it_on_and_so_does_a_variable() throws Exception {
        assertThat(answer(ChildJvm.of(Asked.class))).isEqualTo("false");
        assertThat(answer(ChildJvm.of(Asked.class, "-Dheddle.async.debug=true")))
                .isEqualTo("true");
        var asked = ChildJvm.of(Asked.class);
        asked.environment().put("HEDDLE_ASYNC_DEBUG", "1");
        assertThat(answer(asked)).isEqualTo("true");
    }

    @Test
    void how_long_a_loop_may_be_held_can_be_said_by_a_system_property() throws Exception {
        assertThat(answer(ChildJvm.of(AskedForLimit.class))).isEqualTo("PT0.1S");
        assertThat(answer(ChildJvm.of(AskedForLimit.class, "-Dheddle.async.heldMillis=1000")))
                .isEqualTo("PT1S");
    }

    private static String answer(ProcessBuilder program) throws Exception {
        var process = program.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            assertThat(process.waitFor(50, TimeUnit.SECONDS)).as("it has ended").isTrue();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void a_slow_turn_is_reported_when_it_is_over_with_where_its_task_was_created() throws Exception {
        try (var loops = Loops.open(1)) {
            assumeThat(loops.statistics().getFirst().isOpened())
                    .as("only there a coroutine can hold its loop")
                    .isTrue();
        }
        assertThat(logOf(() -> Async.run(DEBUGGED, () -> TaskGroup.run(group -> group.start("slow", () -> spin())))))
                .containsPattern("Task\\[slow, \\w+] held its loop for \\d+ ms in one turn")
                .contains("it was created here", "DebugModeTest.lambda$a_slow_turn");
    }

    private static void spin() {
        long end = System.nanoTime() + Duration.ofMillis(30).toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void a_failure_that_nobody_has_awaited_is_reported_at_once() throws Exception {
        String said = logOf(() -> assertThatThrownBy(() -> Async.run(DEBUGGED, () -> {
                    TaskGroup.detached().start("lost", () -> {
                        throw new IOException("disk full");
                    });
                    Async.sleep(Duration.ofMillis(20));
                    assertThat(log.toString(StandardCharsets.UTF_8)).contains("disk full");
                }))
                .hasRootCauseMessage("disk full"));
        assertThat(said)
                .containsPattern("Task\\[lost, \\w+] failed, and nobody has awaited it yet")
                .contains("it was created here");
    }

    @Test
    void what_a_task_left_open_is_reported() throws Exception {
        assertThat(logOf(() -> Async.run(DEBUGGED, () -> {
                    var results = Async.asCompleted(List.of(1, 2), 1, number -> number);
                    assertThat(results.iterator().next()).isEqualTo(1);
                })))
                .contains(
                        "Task[main, RUNNING] ended without closing what it had opened (Async.map, Async.asCompleted)");
    }

    @Test
    void without_it_tasks_that_nobody_waits_for_are_counted_at_the_end_of_the_run() throws Exception {
        assertThat(logOf(() -> Async.run(LoopOptions.defaults().isDebugged(false), () -> {
                    TaskGroup.detached().start("forgotten", () -> Program.dawdle());
                    Async.yield();
                })))
                .contains("1 task that nobody waits for still runs, and is cancelled with heddle-loop-")
                .doesNotContain("forgotten");
    }

    @Test
    void tasks_that_nobody_waits_for_are_named_at_the_end_of_the_run() throws Exception {
        assertThat(logOf(() -> Async.run(DEBUGGED, () -> {
                    var hasBegun = new CountDownLatch(1);
                    TaskGroup.detached().start("forgotten", () -> {
                        hasBegun.countDown();
                        Program.dawdle();
                    });
                    hasBegun.await();
                    awaitHandedOver(Loop.current()); // who runs beside the loop's thread tells it that it has begun
                })))
                .contains("1 task that nobody waits for still runs")
                .contains("Task[forgotten, RUNNING] still runs")
                .contains("DebugModeTest.lambda$tasks_that_nobody");
    }

    private static void awaitHandedOver(Loop loop) throws InterruptedException {
        var done = new CountDownLatch(1);
        loop.execute(done::countDown);
        done.await();
    }

    @Test
    void tasks_whose_end_the_loop_was_handed_before_are_no_surprise() throws Exception {
        assertThat(logOf(() -> {
                    try (var loops = Loops.open(1)) {
                        var cancelling = loops.submit(() -> {
                                    var group = TaskGroup.detached();
                                    group.start("ended by its owner", () -> Program.dawdle());
                                    var loop = Loop.current();
                                    Runnable end = () -> loop.execute(group::cancel);
                                    return end;
                                })
                                .await();
                        cancelling.run();
                    }
                }))
                .doesNotContain("nobody waits for");
    }

    @Test
    void a_blocking_call_that_holds_the_loop_is_named() throws Exception {
        try (var loops = Loops.open(1)) {
            assumeThat(loops.statistics().getFirst().isOpened())
                    .as("only there a coroutine can hold its loop")
                    .isTrue();
        }
        var process = new ProcessBuilder("sleep", "0.3").start();
        String said = logOf(() -> Async.run(DEBUGGED, () -> {
            int end = process.getInputStream().read(); // a pipe: read(2) blocks the thread
            assertThat(end).isEqualTo(-1);
        }));
        assertThat(said).containsPattern("It blocks in \\w+\\.\\w+, at:");
    }
}
