package heddle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import heddle.async.Loops;
import heddle.server.HttpServer;
import heddle.server.ServerOptions;
import heddle.server.origin.TestOrigin;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// A fetch in a process that may use little: memory, or room on a disk.
@Timeout(240)
@Execution(ExecutionMode.CONCURRENT)
class LimitsTest {
    @TempDir
    Path folder;

    private static List<String> jvm(List<String> start, List<String> options, String... words) {
        var command = new ArrayList<>(start);
        command.addAll(1, options);
        command.add(Main.class.getName());
        command.addAll(List.of(words));
        return command;
    }

    private record Ended(int code, String said) {}

    private static Ended end(Process process) throws Exception {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(said).isTrue();
        return new Ended(process.exitValue(), said);
    }

    @Test
    void a_list_of_a_million_lines_goes_through_a_small_heap() throws Exception {
        String line =
                "http://site.example:port/of/a/line/that/is/no/URL/and/fills/the/pipe?with=many&bytes=for&the=heap\n";
        byte[] thousand = line.repeat(1000).getBytes(StandardCharsets.UTF_8);
        Process fetch = new ProcessBuilder(jvm(
                        ShortJvm.onThisFooting(),
                        List.of("-Xmx24m", "-XX:+UseSerialGC"),
                        "fetch",
                        "-f",
                        "none",
                        "-i",
                        "-"))
                .redirectErrorStream(true)
                .start();
        try (OutputStream list = new BufferedOutputStream(fetch.getOutputStream())) {
            for (int i = 0; i < 1000; i++) {
                list.write(thousand);
            }
        }
        Ended ended = end(fetch);
        assertThat(ended.code()).as(ended.said()).isEqualTo(ExitCode.UNREACHABLE.number());
        assertThat(ended.said()).contains("0 fetched, 1,000,000 failed, 0 skipped", "1,000,000 \u00d7 invalid_url");
    }

    /// By the shell's limit on the size of files. More room would not help, so this is no full disk (16); what comes of
    /// that is shown by `bench/scripts/full-disk.sh`.
    @Test
    void a_file_that_may_not_grow_ends_a_fetch_with_its_path_and_whole_lines() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a POSIX shell with ulimit -f");
        try (var loops = Loops.open(1);
                var server = HttpServer.open(ServerOptions.local(), loops, TestOrigin.router())) {
            Path list = Files.write(folder.resolve("list"), Collections.nCopies(20_000, server.url() + "/bytes/10"));
            Path out = folder.resolve("out");
            Ended ended = end(small("fetch", "--no-progress", "-i", list.toString(), "-o", out.toString()));
            assertThat(ended.code()).as(ended.said()).isEqualTo(ExitCode.LOCAL_IO.number());
            assertThat(ended.said())
                    .startsWith("heddle: cannot write " + out.resolve("results.jsonl") + ": ")
                    .hasLineCount(1);
            assertThat(Files.readString(out.resolve("results.jsonl")))
                    .endsWith("}\n")
                    .hasSizeLessThan(5 << 20);
            assertThat(out.resolve("summary.json")).doesNotExist();
        }
    }

    @Test
    void a_body_that_does_not_fit_is_no_body() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a POSIX shell with ulimit -f");
        try (var loops = Loops.open(1);
                var server = HttpServer.open(ServerOptions.local(), loops, TestOrigin.router())) {
            Path out = folder.resolve("out");
            String url = server.url() + "/bytes/10000000";
            Ended fetch = end(small("fetch", "--no-progress", "-f", "files", "-o", out.toString(), url));
            assertThat(fetch.code()).as(fetch.said()).isEqualTo(ExitCode.LOCAL_IO.number());
            assertThat(fetch.said())
                    .startsWith("heddle: cannot write " + out.resolve("bodies"))
                    .hasLineCount(1);
            assertThat(filesBelow(out.resolve("bodies"))).isEmpty();
            Ended get = end(small("get", "-o", folder.resolve("body").toString(), url));
            assertThat(get.code()).as(get.said()).isEqualTo(ExitCode.LOCAL_IO.number());
            assertThat(get.said())
                    .startsWith("heddle: cannot write " + folder.resolve("body") + ": ")
                    .hasLineCount(1);
            assertThat(folder).isDirectoryNotContaining("glob:**/body*");
        }
    }

    /// Connections to a server that answers after a while are all open at once.
    @Test
    void as_many_are_fetched_at_once_as_there_may_be_open_files() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a POSIX shell with ulimit -n");
        try (var loops = Loops.open(1);
                var server = HttpServer.open(ServerOptions.local(), loops, TestOrigin.router())) {
            Path list = Files.write(folder.resolve("list"), Collections.nCopies(600, server.url() + "/delay/20"));
            Path out = folder.resolve("out");
            Ended ended =
                    end(limited("ulimit -n 256", "fetch", "-j", "1000", "-i", list.toString(), "-o", out.toString()));
            assertThat(ended.code()).as(ended.said()).isZero();
            assertThat(ended.said())
                    .contains("600 fetched, 0 failed")
                    .containsPattern("-j 1,000 was lowered to \\d+ by the limit of open files")
                    .contains("ulimit -n ");
        }
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    /// No file above 2 MiB, which SQLite's library needs when it is unpacked; that limit counts in blocks of 512 bytes,
    /// or of a KiB in some shells.
    private static Process small(String... words) throws IOException {
        return limited("ulimit -f 4096", words);
    }

    private static Process limited(String limit, String... words) throws IOException {
        var command = new ArrayList<>(List.of("/bin/sh", "-c", limit + "; exec \"$@\"", "sh"));
        command.addAll(jvm(ShortJvm.command(), List.of("-XX:-UsePerfData"), words));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
