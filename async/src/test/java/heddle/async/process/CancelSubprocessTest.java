package heddle.async.process;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.async.TaskGroup;
import heddle.async.scope.Child;
import heddle.async.scope.Operations;
import heddle.async.task.Action;
import heddle.async.task.Settled;
import heddle.async.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;

/// What a cancelled task does with a process ends soon wherever it is, and leaves no process and no file behind.
///
/// The moments are turns of the loop, with some real time between them, since a process takes some to start.
@EnabledOnOs(value = OS.LINUX, disabledReason = "counts the open files in /proc")
@Isolated
class CancelSubprocessTest {
    private static final int TURNS = 40;
    private static final Command CAT = Command.of("cat").stdin(Stdio.pipe());

    /// What is done with a process.
    private interface Scene {
        void play(Subprocess process) throws Exception;
    }

    @Test
    void starting_and_closing() throws Exception {
        cancelled(CAT, _ -> {});
    }

    @Test
    void a_dialogue() throws Exception {
        cancelled(CAT, process -> {
            process.stdin().write("hello\n");
            process.stdin().flush();
            process.stdout().readLine();
        });
    }

    @Test
    void writing_more_than_it_reads() throws Exception {
        cancelled(Command.of("sleep", "60").stdin(Stdio.pipe()), process -> {
            process.stdin().write(new byte[1 << 20]);
            process.stdin().flush();
        });
    }

    @Test
    void waiting_for_what_it_says_and_for_its_end() throws Exception {
        cancelled(Command.of("sh", "-c", "echo one; exec sleep 60"), process -> {
            process.stdout().readLine();
            process.waitFor();
        });
    }

    @Test
    void running_it_to_its_end() throws Exception {
        everyMoment(() -> Subprocess.run(Command.of("sh", "-c", "cat; exec sleep 60"), "hello"));
    }

    @Test
    void killing_it() throws Exception {
        cancelled(Command.of("sleep", "60"), process -> {
            process.kill();
            process.waitFor();
        });
    }

    @Test
    void every_public_operation_is_cancelled_while_it_waits() throws Exception {
        var sleep = Command.of("sleep", "60");
        Map<String, Action<Exception>> scenes = Map.of(
                "start", () -> Subprocess.start(CAT).close(),
                "close", () -> Subprocess.start(CAT).close(),
                "run", () -> Subprocess.run(sleep),
                "waitFor",
                        () -> {
                            try (var process = Subprocess.start(sleep)) {
                                process.waitFor();
                            }
                        });
        assertThat(Operations.of(CancelSubprocessTest.class))
                .containsExactlyInAnyOrderElementsOf(scenes.keySet().stream()
                        .map(CancelSubprocessTest::named)
                        .toList());
        Async.run(() -> Async.timeout(Duration.ofSeconds(50), () -> {
            for (var scene : scenes.entrySet()) {
                cancelWhileIn(named(scene.getKey()), scene.getValue());
                assertThat(ProcessHandle.current().children()).isEmpty();
            }
        }));
    }

    private static String named(String method) {
        return Subprocess.class.getName() + "." + method;
    }

    /// Plays it until it is seen in that operation, and cancels it there.
    private static void cancelWhileIn(String operation, Action<Exception> scene) throws Exception {
        TaskGroup.run(group -> {
            var task = group.start(scene);
            while (!isIn(operation, task)) {
                Async.sleep(Duration.ofNanos(50_000));
                if (task.isDone()) {
                    task = group.start(scene);
                }
            }
            task.cancel();
            var end = task;
            assertThat(Async.timeout(Duration.ofSeconds(30), () -> end.join()))
                    .as("%s was cancelled, or done all the same", operation)
                    .isNotInstanceOf(Settled.Failed.class);
        });
    }

    private static boolean isIn(String operation, Task<?> task) {
        return Operations.in(Child.of(task).thread().getStackTrace()).contains(operation);
    }

    private static void cancelled(Command command, Scene scene) throws Exception {
        everyMoment(() -> {
            try (var process = Subprocess.start(command)) {
                scene.play(process);
            }
        });
    }

    private static void everyMoment(Action<Exception> scene) throws Exception {
        Async.run(() -> Async.timeout(Duration.ofSeconds(50), () -> {
            cancelAfter(TURNS, scene); // loads what it needs
            long before = files();
            for (int turns = 0; turns < TURNS; turns++) {
                cancelAfter(turns, scene);
                assertThat(ProcessHandle.current().children())
                        .as("cancelled after %d turns", turns)
                        .isEmpty();
            }
            while (files() > before) {
                Async.sleep(Duration.ofMillis(5));
            }
        }));
    }

    private static void cancelAfter(int turns, Action<Exception> scene) throws Exception {
        TaskGroup.run(group -> {
            var task = group.start(() -> {
                scene.run();
                return true;
            });
            for (int i = 0; i < turns; i++) {
                Async.yield();
                if (i % 2 == 1) {
                    Async.sleep(Duration.ofNanos(300_000));
                }
            }
            task.cancel();
            try {
                Async.timeout(Duration.ofSeconds(10), () -> task.await());
            } catch (CancellationException expected) {
                assertThat(task.isDone()).isTrue();
            }
        });
    }

    private static long files() throws IOException {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
