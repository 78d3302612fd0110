package heddle.async;

import static heddle.async.Simulation.sleepForEver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import heddle.async.loop.Loop;
import heddle.async.task.CancelledException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class RunnerTest {
    private final Trail trail = new Trail();

    @Test
    void runs_follow_each_other_on_one_loop() throws Exception {
        try (var runner = Runner.open()) {
            Loop first = runner.run(Loop::current);
            Loop second = runner.run(Loop::current);
            assertThat(first).isSameAs(second);
            assertThatThrownBy(() -> runner.run(() -> {
                        throw new IOException("as it is");
                    }))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void it_may_be_closed_again() {
        var runner = Runner.open();
        var loops = Loops.open(2);
        for (int i = 0; i < 2; i++) {
            runner.close();
            loops.close();
        }
    }

    @Test
    void no_task_closes_the_loop_that_it_runs_on() {
        try (var runner = Runner.open();
                var loops = Loops.open(2)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> runner.run(runner::close))
                    .withMessageContaining("it would wait for itself");
            assertThatIllegalStateException()
                    .isThrownBy(() -> loops.run(1, loops::close))
                    .withMessageContaining("it would wait for itself");
            assertThat(runner.run(() -> "goes on")).isEqualTo("goes on");
            assertThat(loops.run(1, () -> "goes on")).isEqualTo("goes on");
        }
    }

    @Test
    void what_is_left_is_cancelled_when_it_is_closed() {
        try (var runner = Runner.open()) {
            var left = runner.run(() -> TaskGroup.detached().start(() -> {
                try {
                    sleepForEver();
                } finally {
                    trail.add("left over");
                }
            }));
            runner.run(() -> Async.yield());
            assertThat(left.isDone()).isFalse();
            trail.add("closing");
        }
        assertThat(trail.events()).containsExactly("closing", "left over");
    }

    @Test
    void a_failure_that_nobody_awaited_comes_out_of_closing() {
        assertThatThrownBy(() -> {
                    try (var runner = Runner.open()) {
                        runner.run(() -> {
                            var task = TaskGroup.detached().start(() -> {
                                throw new IOException("lost?");
                            });
                            while (!task.isDone()) {
                                Async.yield();
                            }
                        });
                    }
                })
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void it_is_refused_inside_a_run() {
        Async.run(() -> assertThatIllegalStateException().isThrownBy(Runner::open));
    }

    /// What the tests of Ctrl-C run in a JVM of its own.
    static final class Program {
        private Program() {}

        static void main() {
            try (var runner = Runner.open()) {
                runner.run(() -> {
                    try {
                        say("ready");
                        sleepForEver();
                    } finally {
                        say("cleaning up");
                        Async.shield(() -> Async.sleep(Duration.ofMillis(Long.getLong("cleaning"))));
                        say("clean");
                    }
                });
            } catch (CancelledException e) {
                say("cancelled");
            }
        }

        @SuppressWarnings("SystemOut") // that is how its parent hears of it
        private static void say(String line) {
            System.out.println(line);
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void the_first_ctrl_c_cancels_the_main_task_which_cleans_up() throws Exception {
        assertThat(linesAndStatus(1, Duration.ZERO))
                .containsExactly("ready", "cleaning up", "clean", "cancelled", "status 0");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void the_second_ctrl_c_stops_at_once() throws Exception {
        assertThat(linesAndStatus(2, Duration.ofHours(1))).containsExactly("ready", "cleaning up", "status 130");
    }

    /// Sends the signal after each of the first lines.
    private static List<String> linesAndStatus(int signals, Duration cleaning) throws Exception {
        assumeThat(ignoresInterrupts())
                .as("this JVM was started with SIGINT ignored, as a shell does with background jobs; so is its child")
                .isFalse();
        var process = program(cleaning);
        CompletableFuture.delayedExecutor(60, TimeUnit.SECONDS).execute(process::destroyForcibly);
        try {
            var lines = new ArrayList<String>();
            try (BufferedReader output = process.inputReader()) {
                for (var line = output.readLine(); line != null; line = output.readLine()) {
                    lines.add(line);
                    if (lines.size() <= signals) {
                        new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                                .start()
                                .waitFor();
                    }
                }
            }
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            lines.add("status " + process.exitValue());
            return lines;
        } finally {
            process.destroyForcibly();
        }
    }

    /// Whether SIGINT, signal 2, is ignored here and in all that this JVM starts; known on Linux only.
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
        }
    }

    private static Process program(Duration cleaning) throws IOException {
        return ChildJvm.onThisFooting(Program.class, "-Dcleaning=" + cleaning.toMillis())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
