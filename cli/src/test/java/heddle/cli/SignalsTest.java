package heddle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import heddle.async.Loops;
import heddle.server.Handler;
import heddle.server.HttpServer;
import heddle.server.Reply;
import heddle.server.Router;
import heddle.server.ServerOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real processes, ended by real signals while a server holds its answers back.
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class SignalsTest {
    private static final String STOPPING =
            "heddle: stopping; what is in flight has 5 s to finish, another Ctrl-C ends it at once";

    @TempDir
    Path folder;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final Loops loops = Loops.open(1);
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "needs /proc and kill(1)");
        Handler held = _ -> {
            asked.countDown();
            release.await();
            return Reply.text("late");
        };
        server = HttpServer.open(
                ServerOptions.local(),
                loops,
                Router.builder()
                        .get("/held", held)
                        .get("/soon", _ -> Reply.text("soon"))
                        .build());
    }

    @AfterEach
    void stop() {
        release.countDown();
        if (server != null) {
            server.close();
        }
        loops.close();
    }

    /// What a process left behind.
    private record Ended(int code, String out, String err) {}

    private Process start(String... words) throws IOException {
        var command = ShortJvm.command();
        command.add(Main.class.getName());
        command.addAll(List.of(words));
        return new ProcessBuilder(command).start();
    }

    private Ended end(Process process) throws Exception {
        boolean isEnded = process.waitFor(30, TimeUnit.SECONDS);
        if (!isEnded) {
            process.destroyForcibly();
        }
        assertThat(isEnded).as("ended within 30 s").isTrue();
        return new Ended(process.exitValue(), text(process.inputReader()), text(process.errorReader()));
    }

    /// What is left to read, after lines that a test has read.
    private static String text(BufferedReader reader) {
        return reader.lines().map(line -> line + "\n").collect(Collectors.joining());
    }

    private void awaitAsked() throws InterruptedException {
        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
    }

    /// Ctrl-C. Processes that a shell without job control put into the background ignore it, their children too.
    private static void interrupt(Process process) throws Exception {
        String ignored = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElseThrow();
        boolean isIgnored = (Long.parseUnsignedLong(ignored.substring(7).strip(), 16) & 0b10) != 0;
        if (isIgnored) {
            process.destroyForcibly();
        }
        assumeTrue(!isIgnored, "SIGINT is ignored by whatever started these tests");
        signal("INT", process);
    }

    /// By kill(1), since `Process.destroy` closes the streams, too.
    private static void signal(String name, Process process) throws Exception {
        var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private String out() {
        return folder.resolve("out").toString();
    }

    @Test
    void the_first_ctrl_c_lets_a_fetch_finish_what_it_asked_for_and_says_what_is_left() throws Exception {
        Process fetch = start("fetch", "-j", "1", "-o", out(), server.url() + "/held", server.url() + "/held?2");
        awaitAsked();
        interrupt(fetch);
        assertThat(fetch.errorReader().readLine()).isEqualTo(STOPPING);
        release.countDown();
        Ended ended = end(fetch);
        assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.STOPPED.number());
        assertThat(ended.out())
                .startsWith("1 fetched, 0 failed, 1 skipped in ")
                .contains("results in " + out() + "; the same command goes on");
        assertThat(ended.err())
                .isEqualTo("heddle: most is left of " + server.url().replace("http://", "") + " (1)\n");
        assertThat(Path.of(out(), "results.jsonl")).content().hasLineCount(1).doesNotContain("skipped");
        Process again = start("fetch", "-j", "1", "-o", out(), server.url() + "/held", server.url() + "/held?2");
        assertThat(end(again).out()).startsWith("2 fetched, 0 failed, 0 skipped in ");
        assertThat(Path.of(out(), "results.jsonl")).content().hasLineCount(2);
    }

    @Test
    void a_second_ctrl_c_ends_a_fetch_at_once() throws Exception {
        Process fetch = start("fetch", "-f", "none", server.url() + "/held");
        awaitAsked();
        interrupt(fetch);
        assertThat(fetch.errorReader().readLine()).isEqualTo(STOPPING);
        interrupt(fetch);
        Ended ended = end(fetch);
        assertThat(ended).isEqualTo(new Ended(ExitCode.FORCED.number(), "", ""));
    }

    @Test
    void after_a_second_ctrl_c_the_same_command_has_each_url_once() throws Exception {
        String[] command = {"fetch", "-j", "1", "-o", out(), server.url() + "/soon", server.url() + "/held"};
        Process fetch = start(command);
        awaitAsked();
        interrupt(fetch);
        assertThat(fetch.errorReader().readLine()).isEqualTo(STOPPING);
        interrupt(fetch);
        assertThat(end(fetch)).isEqualTo(new Ended(ExitCode.FORCED.number(), "", ""));
        release.countDown();
        Ended again = end(start(command));
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.out()).startsWith("2 fetched, 0 failed, 0 skipped in ");
        assertThat(Path.of(out(), "results.jsonl"))
                .content()
                .hasLineCount(2)
                .containsOnlyOnce("/soon\",\"outcome\":\"fetched\"")
                .containsOnlyOnce("/held\",\"outcome\":\"fetched\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-v", "--fresh"})
    void a_second_fetch_into_the_folder_is_refused_and_the_first_one_goes_on(String flag) throws Exception {
        Process first = start("fetch", "-o", out(), server.url() + "/held");
        awaitAsked();
        Ended second = end(start("fetch", flag, "-o", out(), server.url() + "/held"));
        assertThat(second)
                .isEqualTo(new Ended(
                        ExitCode.LOCAL_IO.number(),
                        "",
                        "heddle: cannot write " + out() + "/job.lock: process " + first.pid()
                                + " is at work in this folder; wait for it, or choose another folder\n"));
        release.countDown();
        Ended ended = end(first);
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).startsWith("1 fetched, 0 failed, 0 skipped in ");
        assertThat(Path.of(out(), "results.jsonl")).content().hasLineCount(1).contains("\"outcome\":\"fetched\"");
        assertThat(Path.of(out(), "summary.json")).content().contains("\"complete\" : true");
    }

    @Test
    void a_list_that_is_not_read_to_its_end_is_told() throws Exception {
        Process fetch = start("fetch", "-f", "none", "-i", "-");
        fetch.getOutputStream().write((server.url() + "/held\n").getBytes(StandardCharsets.UTF_8));
        fetch.getOutputStream().flush();
        awaitAsked();
        signal("TERM", fetch);
        assertThat(fetch.errorReader().readLine()).isEqualTo(STOPPING);
        release.countDown();
        Ended ended = end(fetch);
        assertThat(ended.code()).isEqualTo(ExitCode.STOPPED.number());
        assertThat(ended.out())
                .contains("nothing kept; stopped: the rest of the list was not read")
                .hasLineCount(1);
    }

    @Test
    void a_get_ends_by_the_signal_as_curl_does_and_leaves_no_part_of_a_file() throws Exception {
        Path file = Files.writeString(folder.resolve("answer"), "before");
        Process get = start("get", "-o", file.toString(), server.url() + "/held");
        awaitAsked();
        signal("TERM", get);
        assertThat(end(get)).isEqualTo(new Ended(143, "", ""));
        assertThat(file).hasContent("before");
        assertThat(folder.resolve("answer.part")).doesNotExist();
    }

    @Test
    void ctrl_c_ends_a_get_with_130() throws Exception {
        Process get = start("get", server.url() + "/held");
        awaitAsked();
        interrupt(get);
        assertThat(end(get)).isEqualTo(new Ended(130, "", ""));
    }

    @Test
    void ctrl_c_ends_a_comparison_with_what_it_has() throws Exception {
        Process compare = start("compare", "-o", out(), "--strategies", "blocking", server.url() + "/held");
        awaitAsked();
        interrupt(compare);
        Ended ended = end(compare);
        assertThat(ended.code()).isEqualTo(ExitCode.STOPPED.number());
        assertThat(ended.out()).contains("blocking  did not finish: stopped");
        assertThat(ended.err()).doesNotContain("Exception");
    }
}
