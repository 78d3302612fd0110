package heddle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Loops;
import heddle.server.HttpServer;
import heddle.server.ServerOptions;
import heddle.server.origin.TestOrigin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A fetch given again, as a user gives it.
class ResumeTest {
    @TempDir
    Path folder;

    private final AtomicInteger requests = new AtomicInteger();
    private final Loops loops = Loops.open(1);
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        var router = TestOrigin.router();
        server = HttpServer.open(ServerOptions.local(), loops, request -> {
            requests.incrementAndGet();
            return router.handle(request);
        });
    }

    @AfterEach
    void stop() {
        server.close();
        loops.close();
    }

    private String out() {
        return folder.resolve("out").toString();
    }

    private String list(String... urls) throws IOException {
        return Files.write(folder.resolve("list"), List.of(urls)).toString();
    }

    @Test
    void standard_output_is_no_folder() {
        Session session = Session.of("fetch", "-o", "-", "http://127.0.0.1:1/");
        assertThat(session.end()).isEqualTo(ExitCode.USAGE);
        assertThat(session.err()).contains("-o - is no folder");
        assertThat(Path.of("-")).doesNotExist();
    }

    @Test
    void a_fetch_that_is_done_says_so_and_does_nothing() throws IOException {
        String list = list(server.url() + "/bytes/5", server.url() + "/bytes/6", "http://127.0.0.1:1/");
        Session first = Session.of("fetch", "-i", list, "-o", out());
        assertThat(first.end()).as(first.err()).isEqualTo(ExitCode.SOME_FAILED);
        String results = Files.readString(folder.resolve("out/results.jsonl"));
        Files.delete(folder.resolve("out/summary.json"));
        Session again = Session.of("fetch", "-i", list, "-o", out());
        assertThat(again.end()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(again.out()).startsWith("2 fetched, 1 failed, 0 skipped in ");
        assertThat(again.err())
                .startsWith("heddle: all of " + out() + " was done by an earlier run; --fresh starts over\n");
        assertThat(requests.get()).isEqualTo(2);
        assertThat(folder.resolve("out/results.jsonl")).hasContent(results);
        assertThat(folder.resolve("out/summary.json")).content().contains("\"urls\" : 3");
    }

    @Test
    void another_job_in_the_folder_is_refused_unless_it_is_to_start_over() throws IOException {
        String list = list(server.url() + "/bytes/5");
        Session.of("fetch", "-i", list, "-o", out());
        list(server.url() + "/bytes/5", server.url() + "/bytes/6");
        Session other = Session.of("fetch", "-i", list, "-o", out());
        assertThat(other.end()).isEqualTo(ExitCode.USAGE);
        assertThat(other.err())
                .startsWith("heddle: " + out() + " holds a job with another list (" + list + " of ")
                .endsWith("; choose another folder by -o, or start over in this one by --fresh\n")
                .hasLineCount(1);
        assertThat(Session.of("fetch", "-i", list, "-o", out(), "-f", "files", "--fresh")
                        .end())
                .isEqualTo(ExitCode.OK);
        assertThat(folder.resolve("out/results.jsonl")).content().hasLineCount(2);
        assertThat(Session.of("fetch", "-i", list, "-o", out(), "--fresh").end())
                .isEqualTo(ExitCode.OK);
        assertThat(requests.get()).isEqualTo(5);
    }

    @Test
    void results_of_an_earlier_heddle_are_not_replaced_silently() throws IOException {
        Path results =
                Files.writeString(Files.createDirectory(folder.resolve("out")).resolve("results.jsonl"), "dear");
        Session session = Session.of("fetch", "-o", out(), server.url() + "/bytes/5");
        assertThat(session.end()).isEqualTo(ExitCode.USAGE);
        assertThat(results).hasContent("dear");
    }

    @Test
    void what_failed_can_be_tried_again_in_another_folder() throws IOException {
        Session.of("fetch", "-o", out(), "http://127.0.0.1:1/a", server.url() + "/bytes/5");
        String failed = folder.resolve("out/failed.jsonl").toString();
        String again = folder.resolve("again").toString();
        assertThat(Session.of("fetch", "-i", failed, "-o", again).out()).startsWith("0 fetched, 1 failed");
        assertThat(Session.of("fetch", "-i", failed, "-o", out()).end()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    @Timeout(120)
    void only_a_fetch_with_a_folder_loads_the_database() throws Exception {
        String url = server.url() + "/bytes/5";
        assertThat(classesLoadedBy("--version")).contains("heddle.cli.Main").doesNotContain("org.sqlite");
        assertThat(classesLoadedBy("get", url))
                .contains("heddle.cli.GetCommand")
                .doesNotContain("org.sqlite");
        assertThat(classesLoadedBy("fetch", "-f", "none", url))
                .contains("heddle.cli.FetchCommand")
                .doesNotContain("org.sqlite");
        assertThat(classesLoadedBy("fetch", "-o", out(), url))
                .contains("org.sqlite")
                .doesNotContain("org.netpreserve");
        String archive = folder.resolve("archive").toString();
        assertThat(classesLoadedBy("fetch", "-o", archive, "-f", "warc", url)).contains("org.netpreserve");
    }

    @Test
    void several_formats_are_one_job() throws IOException {
        String list = list(server.url() + "/bytes/5", server.url() + "/bytes/6");
        Session both = Session.of("fetch", "-i", list, "-o", out(), "-f", "warc", "-f", "jsonl.gz");
        assertThat(both.end()).as(both.err()).isEqualTo(ExitCode.OK);
        try (Stream<Path> segments = Files.list(folder.resolve("out/warc"))) {
            assertThat(segments).singleElement().asString().endsWith(".warc.gz");
        }
        assertThat(folder.resolve("out/results.jsonl.gz")).isNotEmptyFile();
        assertThat(folder.resolve("out/failed.jsonl")).isEmptyFile();
        assertThat(Session.of("fetch", "-i", list, "-o", out(), "-f", "jsonl.gz", "-f", "warc")
                        .err())
                .startsWith("heddle: all of " + out() + " was done by an earlier run");
        assertThat(Session.of("fetch", "-i", list, "-o", out(), "-f", "warc").err())
                .contains("holds a job with another -f (jsonl.gz, warc, not warc);");
        assertThat(Session.of("fetch", "--segment-size", "0", "http://127.0.0.1:1/")
                        .err())
                .startsWith("heddle: --segment-size must be at least 1");
        assertThat(Session.of("fetch", "-f", "csv", "http://127.0.0.1:1/").err())
                .startsWith(
                        "heddle: -f must be one of jsonl, jsonl.gz, jsonl.zst, files, warc, parquet, tar, none, not 'csv'");
    }

    private String classesLoadedBy(String... words) throws Exception {
        Path log = folder.resolve("classes");
        var command = ShortJvm.command();
        command.addAll(List.of("-Xlog:class+load=info:file=" + log, Main.class.getName()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("said"), StandardCharsets.ISO_8859_1))
                .isZero();
        return Files.readString(log, StandardCharsets.ISO_8859_1);
    }
}
