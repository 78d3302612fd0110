package heddle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Loops;
import heddle.server.HttpServer;
import heddle.server.ServerOptions;
import heddle.server.origin.TestOrigin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// Lists of all kinds, as a user gives them.
@Isolated
class FetchInputTest {
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

    private String file(String name, String content) throws IOException {
        return Files.writeString(
                        folder.resolve(name),
                        content.replace("ORIGIN", server.url().toString()))
                .toString();
    }

    private String gzip(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream bytes = new GZIPOutputStream(Files.newOutputStream(file))) {
            bytes.write(content.replace("ORIGIN", server.url().toString()).getBytes(StandardCharsets.UTF_8));
        }
        return file.toString();
    }

    private String out() {
        return folder.resolve("out").toString();
    }

    private String results() throws IOException {
        return Files.readString(folder.resolve("out/results.jsonl"));
    }

    @Test
    void columns_of_a_table_come_out_beside_the_results() throws IOException {
        String table = gzip("list.csv.gz", "id,page,sha256\n007,ORIGIN/bytes/5,abc\n8,nothing,\n");
        Session session = Session.of(
                "fetch", "-o", out(), "-i", table, "--url-column", "page", "--column", "id", "--column", "sha256");
        assertThat(session.end()).as(session.err()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(results())
                .contains("\"id\":\"007\",\"list_sha256\":\"abc\"}\n")
                .contains("\"error_kind\":\"invalid_url\"")
                .contains("\"id\":\"8\",\"list_sha256\":\"\"}\n");
    }

    @Test
    void several_files_and_a_pattern_are_one_list_in_order_of_their_names() throws IOException {
        file("b.txt", "ORIGIN/bytes/2\n");
        file("a.txt", "ORIGIN/bytes/1\n");
        String other = file("other.tsv", "n\turl\n1\tORIGIN/bytes/3\n");
        String pattern = folder.resolve("*.txt").toString();
        Session session = Session.of("fetch", "-j", "1", "-o", out(), "-i", pattern, "-i", other);
        assertThat(session.end()).as(session.err()).isEqualTo(ExitCode.OK);
        assertThat(results().lines().map(line -> line.replaceFirst(".*?/bytes/(.).*", "$1")))
                .containsExactly("1", "2", "3");
        file("c.txt", "ORIGIN/bytes/4\n");
        assertThat(Session.of("fetch", "-o", out(), "-i", pattern, "-i", other).err())
                .contains("holds a job with another number of lists (3, not 4); choose another folder");
        Files.delete(folder.resolve("c.txt"));
        file("b.txt", "ORIGIN/bytes/22\n");
        assertThat(Session.of("fetch", "-o", out(), "-i", pattern, "-i", other).err())
                .contains("holds a job with another list, number 2 (");
        assertThat(Session.of("fetch", "-i", folder.resolve("*.none").toString())
                        .err())
                .contains("*.none does not exist");
    }

    @Test
    void what_is_a_duplicate_is_told_and_counted_and_not_asked_for() throws IOException {
        String list = file("list", "ORIGIN/bytes/1\nORIGIN/bytes/1#x\nORIGIN/bytes/2\n");
        Session session = Session.of("fetch", "-o", out(), "-i", list, "--dedupe");
        assertThat(session.end()).as(session.err()).isEqualTo(ExitCode.OK);
        assertThat(session.out()).startsWith("2 fetched, 0 failed, 0 skipped, 1 duplicates in ");
        assertThat(requests.get()).isEqualTo(2);
        assertThat(results())
                .hasLineCount(3)
                .contains("/bytes/1#x\",\"outcome\":\"skipped\",\"skip_reason\":\"duplicate\"}\n");
        assertThat(folder.resolve("out/failed.jsonl")).isEmptyFile();
        assertThat(folder.resolve("out/summary.json"))
                .content()
                .contains("\"urls\" : 3", "\"duplicates\" : 1", "\"complete\" : true");
        Session again = Session.of("fetch", "-o", out(), "-i", list, "--dedupe");
        assertThat(again.err()).startsWith("heddle: all of " + out() + " was done by an earlier run");
        assertThat(again.out()).contains("1 duplicates");
        assertThat(Session.of("fetch", "-o", out(), "-i", list).err())
                .contains("another --dedupe (given, not not given)");
    }

    @Test
    void a_line_asks_by_its_own_method_and_what_failed_can_be_given_again() throws IOException {
        String post = "\"method\":\"POST\",\"headers\":{\"X-A\":\"1\"},\"body\":\"ä\",\"tag\":[1]}\n";
        String list = file("list", "{\"url\":\"ORIGIN/echo\"," + post + "{\"url\":\"http://127.0.0.1:1/\"," + post);
        Session session = Session.of("fetch", "-o", out(), "-f", "files", "-i", list, "--column", "tag");
        assertThat(session.end()).as(session.err()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(results()).contains("\"tag\":[1]}").doesNotContain("X-A");
        Path failed = folder.resolve("out/failed.jsonl");
        assertThat(failed)
                .content()
                .startsWith("{\"url\":\"http://127.0.0.1:1/\",\"method\":\"POST\",\"headers\":{"
                        + "\"Content-Type\":[\"text/plain; charset=utf-8\"],\"X-A\":[\"1\"]},\"body\":\"ä\",")
                .endsWith("\"tag\":[1]}\n");
        Path again = folder.resolve("again");
        Session.of("fetch", "-o", again.toString(), "-i", failed.toString(), "--column", "tag");
        String first = Files.readString(failed).replaceAll("\"time_total\":[0-9.]+", "");
        assertThat(Files.readString(again.resolve("failed.jsonl")).replaceAll("\"time_total\":[0-9.]+", ""))
                .isEqualTo(first);
    }

    @Test
    void a_column_that_is_not_there_is_told_before_a_job_is_begun() throws IOException {
        String table = file("list.csv", "link\nORIGIN/bytes/1\n");
        Session session = Session.of("fetch", "-o", out(), "-i", table);
        assertThat(session.end()).isEqualTo(ExitCode.USAGE);
        assertThat(session.err()).contains(table + " has no column \"url\"; it has link; name the one with the URLs");
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(Session.of("fetch", "-o", out(), "-i", table, "--url-column", "link")
                        .end())
                .isEqualTo(ExitCode.OK);
    }

    @Test
    void standard_input_may_be_anything_but_parquet_and_is_kept_as_it_came() throws IOException {
        InputStream before = System.in;
        byte[] table = ("url\tn\n" + server.url() + "/bytes/1\t1\n").getBytes(StandardCharsets.UTF_8);
        try {
            System.setIn(new ByteArrayInputStream(table));
            Session session = Session.of("fetch", "-o", out(), "-i", "-", "--column", "n");
            assertThat(session.end()).as(session.err()).isEqualTo(ExitCode.OK);
            assertThat(results()).contains("\"n\":\"1\"}");
            assertThat(folder.resolve("out/list.txt")).hasBinaryContent(table);
            System.setIn(new ByteArrayInputStream("PAR1".getBytes(StandardCharsets.UTF_8)));
            assertThat(Session.of("fetch", "-f", "none", "-i", "-").err())
                    .contains("standard input is Parquet, which is read from its end");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void words_that_mean_nothing_are_told() throws IOException {
        String list = file("list", "ORIGIN/bytes/1\n");
        assertThat(Session.of("fetch", "-i", list, "--input-format", "xls").err())
                .contains("--input-format must be one of auto, text, jsonl, csv, tsv, parquet, sitemap, not 'xls'");
        assertThat(Session.of("fetch", "-i", "-", "-i", "-").err()).contains("-i - can be given once");
        assertThat(Session.of("fetch", "-i", list, "--column", "a", "--column", "a")
                        .err())
                .contains("a column is kept twice");
    }

    @Test
    void pages_of_sitemaps_are_kept_and_the_sitemaps_not_asked_for_again() throws IOException {
        String index =
                file("index.xml", "<sitemapindex><sitemap><loc>ORIGIN/missing.xml</loc></sitemap></sitemapindex>");
        String pages = file(
                "pages.xml",
                "<urlset><url><loc>ORIGIN/bytes/1</loc><lastmod>2026</lastmod></url>"
                        + "<url><loc>ORIGIN/status/503</loc></url></urlset>");
        String[] words = {"fetch", "-o", out(), "--sitemap", index, "--sitemap", pages, "--column", "lastmod"};
        Session session = Session.of(words);
        assertThat(session.end()).as(session.err()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(session.out()).startsWith("2 fetched, 1 failed");
        assertThat(results())
                .contains("\"lastmod\":\"2026\"}")
                .contains("missing.xml")
                .contains("404");
        assertThat(folder.resolve("out/list.jsonl")).content().hasLineCount(3);
        assertThat(requests.get()).isEqualTo(3);
        assertThat(Session.of(words).err()).startsWith("heddle: all of " + out() + " was done by an earlier run");
        assertThat(requests.get()).isEqualTo(3);
        assertThat(Session.of("fetch", "-f", "none", "-i", index).err())
                .contains("is an index of sitemaps; give it by --sitemap");
        assertThat(Session.of("fetch", "-f", "none", "-i", pages).out()).startsWith("2 fetched");
    }

    @Test
    void a_dry_run_says_what_would_be_and_asks_nobody() throws IOException {
        String list = file("list", """
                http://a.example/1
                http://a.example/1
                http://a.example/2
                http://a.example/3
                http://b.example/
                nothing
                mailto:a@b
                {}
                {"url":"ORIGIN/echo","method":"DELETE"}
                """);
        Session session = Session.of(
                "fetch",
                "--dry-run",
                "-i",
                list,
                "--dedupe",
                "--host-interval",
                "2",
                "-o",
                out(),
                "-f",
                "warc",
                "--sitemap",
                server.url() + "/sitemap.xml");
        assertThat(session.end()).isEqualTo(ExitCode.OK);
        assertThat(session.out()).isEqualTo("""
                        would fetch   5 URLs of 3 hosts, 1 by requests of their own
                        would skip    1 duplicate
                        would fail    1 × invalid_url, as nothing: MESSAGE
                        would fail    1 × invalid_request, as mailto:a@b: only http and https can be requested
                        would fail    1 × invalid_line, as {}: line 8 of LIST is a JSON object without a text member "url"
                        most of       a.example (3), HERE (1), b.example (1)
                        at least      4.0 s: a.example has 3 URLs, and 2000 ms between the starts of two
                        by            -j 256, --host-concurrency 8 (this machine: any), --host-interval 2.0 s, \
                        --host-key host, --robots obey (this machine: ignore), --x-robots-tag ignore, \
                        --retry 3 (this machine: 0)
                        to            OUT, as warc
                        """.replace("LIST", list)
                .replace("OUT", out())
                .replace("HERE", server.url().toString().replace("http://", ""))
                .replace("MESSAGE", session.out().replaceFirst("(?s).*as nothing: ([^\n]*).*", "$1")));
        assertThat(session.err()).startsWith("heddle: the pages of --sitemap are not counted");
        assertThat(requests.get()).isZero();
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void what_nobody_asked_for_is_told_as_it_is_by_default() {
        assertThat(Session.of("fetch", "--dry-run", "http://a.example/").out())
                .contains(
                        "at least      0 ms: no host is waited for",
                        "--host-concurrency 8 (this machine: any)",
                        "--host-interval 50 ms (this machine: none)",
                        "--retry 3 (this machine: 0)");
        assertThat(Session.of("fetch", "--dry-run", "--host-concurrency=2", "--retry=0", "http://a.example/")
                        .out())
                .contains("--host-concurrency 2, ", "--retry 0\n");
    }

    @Test
    void one_host_is_told_as_one() {
        assertThat(Session.of("fetch", "--dry-run", "--rate", "1/s", server.url() + "/", server.url() + "/2")
                        .out())
                .contains(
                        "would fetch   2 URLs of 1 host\n", "at least      1.0 s: of 2 URLs 1.0 are begun in a second");
    }
}
