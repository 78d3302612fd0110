package heddle.async.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.async.TaskGroup;
import heddle.async.stream.BrokenStreamException;
import heddle.async.stream.IncompleteReadException;
import heddle.async.stream.ReadLimitException;
import heddle.async.task.Action;
import heddle.async.task.TimeoutExceededException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Real programs of a Unix machine.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs sh, cat and sleep")
class SubprocessTest {
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final int MEGABYTE = 1 << 20;

    private static Command sh(String script) {
        return Command.of("sh", "-c", script);
    }

    private static void run(Action<Exception> body) throws Exception {
        Async.run(() -> Async.timeout(Duration.ofSeconds(30), body));
    }

    @Test
    void a_program_is_run_and_what_it_says_is_kept() throws Exception {
        run(() -> {
            var said = Subprocess.run(sh("echo out; echo err >&2; exit 3"));
            assertThat(said.text()).isEqualTo("out\n");
            assertThat(said.errorText()).isEqualTo("err\n");
            assertThat(said.status()).isEqualTo(new ExitStatus(3)).hasToString("exit code 3");
            assertThatThrownBy(said::orThrow)
                    .isInstanceOf(CommandFailedException.class)
                    .hasMessage("sh ended with exit code 3: err");
            assertThat(Subprocess.run(Command.of("true")).orThrow().status().isSuccess())
                    .isTrue();
        });
    }

    @Test
    void a_program_is_fed_while_it_talks_however_much_that_is() throws Exception {
        run(() -> {
            var input = new byte[3 * MEGABYTE];
            assertThat(Subprocess.run(Command.of("cat"), input).stdout()).isEqualTo(input);
            assertThat(Subprocess.run(Command.of("sort"), "b\na\n").text()).isEqualTo("a\nb\n");
        });
    }

    @Test
    void a_program_that_reads_nothing_is_no_failure() throws Exception {
        run(() -> assertThat(Subprocess.run(Command.of("true"), new byte[MEGABYTE])
                        .status()
                        .code())
                .isZero());
    }

    @Test
    void without_an_input_a_program_reads_nothing() throws Exception {
        run(() -> assertThat(Subprocess.run(Command.of("cat")).stdout()).isEmpty());
    }

    @Test
    void a_program_that_says_too_much_is_ended() throws Exception {
        run(() -> {
            var refused = catchThrowableOfType(
                    ReadLimitException.class,
                    () -> Subprocess.run(sh("yes").outputBytesMax(1000).grace(Duration.ZERO)));
            assertThat(refused.limit()).isEqualTo(1000);
            var complaints = catchThrowableOfType(
                    ReadLimitException.class,
                    () -> Subprocess.run(sh("yes >&2").outputBytesMax(1000).grace(Duration.ZERO)));
            assertThat(complaints.limit()).isEqualTo(1000);
        });
    }

    @Test
    void a_dialogue_goes_line_by_line() throws Exception {
        run(() -> {
            try (var cat = Subprocess.start(Command.of("cat").stdin(Stdio.pipe()))) {
                cat.stdin().write("one\n");
                assertThat(cat.stdout().readLine()).contains("one");
                cat.stdin().write("two\n");
                assertThat(cat.stdout().readLine()).contains("two");
                assertThat(cat.isAlive()).isTrue();
                cat.stdin().close();
                assertThat(cat.stdout().readLine()).isEmpty();
                assertThat(cat.waitFor()).isEqualTo(new ExitStatus(0));
                assertThat(cat).hasToString("Subprocess[cat, pid=%d, exit code 0]".formatted(cat.pid()));
            }
        });
    }

    @Test
    void a_cancelled_read_loses_nothing() throws Exception {
        run(() -> {
            try (var cat = Subprocess.start(Command.of("cat").stdin(Stdio.pipe()))) {
                assertThatThrownBy(() -> Async.timeout(SHORT, () -> cat.stdout().readLine()))
                        .isInstanceOf(TimeoutExceededException.class);
                cat.stdin().write("here\n");
                assertThat(cat.stdout().readLine()).contains("here");
            }
        });
    }

    @Test
    void a_process_that_does_not_read_holds_the_writer() throws Exception {
        run(() -> {
            try (var sleep = Subprocess.start(Command.of("sleep", "60").stdin(Stdio.pipe()))) {
                int[] written = {0};
                assertThatThrownBy(() -> Async.timeout(Duration.ofMillis(300), () -> {
                            while (true) {
                                sleep.stdin().write(new byte[1 << 10]);
                                written[0] += 1 << 10;
                            }
                        }))
                        .isInstanceOf(TimeoutExceededException.class);
                assertThat(written[0]).isBetween(64 << 10, 256 << 10);
            }
        });
    }

    @Test
    void a_process_that_nobody_listens_to_waits() throws Exception {
        run(() -> {
            try (var yes = Subprocess.start(Command.of("yes"))) {
                assertThat(yes.stdout().readLine()).contains("y");
                assertThatThrownBy(() -> Async.timeout(SHORT, yes::waitFor))
                        .isInstanceOf(TimeoutExceededException.class);
                yes.kill();
                assertThat(yes.waitFor().signal()).hasValue(9);
                assertThat(yes.waitFor()).hasToString("signal 9");
                assertThat(yes.stdout().readAll(MEGABYTE).length).isLessThan(256 << 10);
            }
        });
    }

    @Test
    void closing_asks_first_and_kills_who_does_not_hear() throws Exception {
        run(() -> {
            var polite = Subprocess.start(Command.of("sleep", "60"));
            polite.close();
            assertThat(polite.waitFor().signal()).hasValue(15);
            var deaf = Subprocess.start(
                    sh("trap '' TERM; echo ready; while :; do sleep 1; done").grace(SHORT));
            assertThat(deaf.stdout().readLine()).contains("ready");
            deaf.close();
            assertThat(deaf.waitFor().signal()).hasValue(9);
            assertThat(ProcessHandle.of(deaf.pid())).as("no zombie").isEmpty();
        });
    }

    @Test
    void a_cancelled_run_ends_its_process_first() throws Exception {
        var events = new CopyOnWriteArrayList<String>();
        run(() -> {
            assertThatThrownBy(() -> Async.timeout(SHORT, () -> {
                        var sleep = Subprocess.start(Command.of("sleep", "60"));
                        try {
                            sleep.waitFor();
                        } finally {
                            events.add("waited " + sleep.isAlive());
                            sleep.close();
                            events.add("closed " + sleep.isAlive());
                        }
                    }))
                    .isInstanceOf(TimeoutExceededException.class);
            assertThatThrownBy(() -> Async.timeout(SHORT, () -> Subprocess.run(Command.of("sleep", "61"))))
                    .isInstanceOf(TimeoutExceededException.class);
            assertThat(ProcessHandle.current().children()).isEmpty();
        });
        assertThat(events).containsExactly("waited true", "closed false");
    }

    @Test
    void folder_and_environment_are_what_the_command_says(@TempDir Path folder) throws Exception {
        run(() -> {
            var said = Subprocess.run(sh("pwd; echo $GREETING").folder(folder).environment("GREETING", "hello"));
            assertThat(said.text()).isEqualTo(folder.toRealPath() + "\nhello\n");
        });
    }

    @Test
    void streams_can_be_files_or_nothing(@TempDir Path folder) throws Exception {
        var input = Files.writeString(folder.resolve("input"), "from a file");
        var output = folder.resolve("output");
        run(() -> {
            var cat = Command.of("cat").stdin(Stdio.file(input));
            assertThat(Subprocess.run(cat.stdout(Stdio.file(output))).stdout()).isEmpty();
            assertThat(output).hasContent("from a file");
            Subprocess.run(cat.stdout(Stdio.appended(output))).orThrow();
            assertThat(output).hasContent("from a filefrom a file");
            assertThat(Subprocess.run(cat.stdout(Stdio.discarded())).stdout()).isEmpty();
            try (var silent = Subprocess.start(cat.stdout(Stdio.discarded()))) {
                assertThatThrownBy(silent::stdout)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("stdout of cat is no pipe; start it with Command.stdout(Stdio.pipe())");
            }
        });
    }

    @Test
    void what_cannot_be_started_says_why_and_what_to_do(@TempDir Path folder) throws Exception {
        var text = Files.writeString(folder.resolve("text"), "not a program");
        run(() -> {
            refuses(Command.of("no-such-program"), StartFailure.NO_SUCH_PROGRAM, "is on the PATH (");
            refuses(Command.of("./missing"), StartFailure.NO_SUCH_PROGRAM, "there is no such file");
            refuses(Command.of(text.toString()), StartFailure.NOT_EXECUTABLE, "chmod +x");
            refuses(Command.of("true").folder(folder.resolve("none")), StartFailure.NO_SUCH_FOLDER, "does not exist");
            refuses(
                    Command.of("cat").stdin(Stdio.file(folder.resolve("none"))),
                    StartFailure.NO_SUCH_FILE,
                    "cannot be read");
            refuses(
                    Command.of("cat").stdout(Stdio.file(folder.resolve("none/deeper"))),
                    StartFailure.NO_SUCH_FILE,
                    "cannot be written");
            refuses(Command.of("true", "x".repeat(3 * MEGABYTE)), StartFailure.TOO_LONG, "too long");
        });
    }

    private static void refuses(Command command, StartFailure failure, String words) {
        var refused = catchThrowableOfType(StartException.class, () -> Subprocess.start(command));
        assertThat(refused.failure()).as(refused.getMessage()).isEqualTo(failure);
        assertThat(refused)
                .hasMessageStartingWith("Cannot start %s: ".formatted(command.program()))
                .hasMessageContaining(words);
    }

    @Test
    void writing_to_a_process_that_is_gone_fails() throws Exception {
        run(() -> {
            try (var gone = Subprocess.start(Command.of("true").stdin(Stdio.pipe()))) {
                gone.waitFor();
                assertThatThrownBy(() -> {
                            gone.stdin().write("x");
                            gone.stdin().flush();
                        })
                        .isInstanceOf(BrokenStreamException.class)
                        .hasMessageContaining("stdin of true");
                assertThatThrownBy(() -> gone.stdout().readExactly(1)).isInstanceOf(IncompleteReadException.class);
            }
        });
    }

    /// Each process ends when a line has come from the coroutine that waited for the one before, and whose turn comes
    /// after its own: were the loop held by a wait, none would end.
    @Test
    void many_are_waited_for_at_once_without_holding_the_loop() throws Exception {
        run(() -> {
            var all = new ArrayList<Subprocess>();
            try {
                for (int i = 0; i < 20; i++) {
                    all.add(Subprocess.start(Command.of("head", "-n", "1").stdin(Stdio.pipe())));
                }
                endOneByOne(all);
            } finally {
                all.forEach(Subprocess::close);
            }
        });
    }

    private static void endOneByOne(List<Subprocess> all) throws Exception {
        TaskGroup.run(group -> {
            for (int i = all.size() - 1; i >= 0; i--) {
                int next = i + 1;
                Subprocess process = all.get(i);
                group.start(() -> {
                    assertThat(process.stdout().readLine()).contains("go");
                    assertThat(process.waitFor()).isEqualTo(new ExitStatus(0));
                    if (next < all.size()) {
                        go(all.get(next));
                    }
                });
            }
            go(all.getFirst());
        });
    }

    private static void go(Subprocess process) throws IOException {
        process.stdin().write("go\n");
        process.stdin().flush();
    }

    @Test
    void what_it_tells_of_itself_holds_no_arguments() {
        assertThat(Command.of("login", "--password", "secret")).hasToString("Command[login, 2 arguments]");
        assertThatThrownBy(() -> Command.of(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name of a program");
        assertThat(new Completed("cat", new ExitStatus(0), "abc".getBytes(UTF_8), new byte[0]))
                .hasToString("Completed[cat, exit code 0, 3 and 0 bytes]");
    }
}
