package heddle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Loops;
import heddle.http.Status;
import heddle.server.HttpServer;
import heddle.server.Reply;
import heddle.server.ServerOptions;
import heddle.server.origin.TestOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What of a list is wanted, as a user says it.
class ContentFlagsTest {
    @TempDir
    Path folder;

    private final Loops loops = Loops.open(1);
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        var origin = TestOrigin.router();
        server = HttpServer.open(ServerOptions.local(), loops, request -> {
            if (!request.path().equals("/tagged")) {
                return origin.handle(request);
            }
            boolean isSame = request.headers().first("If-None-Match").isPresent();
            return (isSame ? Reply.empty(Status.of(304, "Not Modified")) : Reply.text("a page"))
                    .header("ETag", "\"v1\"");
        });
    }

    @AfterEach
    void stop() {
        server.close();
        loops.close();
    }

    private Session fetch(String path, String... words) {
        var all = new ArrayList<>(List.of("fetch", "-o", folder.resolve("out").toString(), server.url() + path));
        all.addAll(List.of(words));
        return Session.of(all.toArray(String[]::new));
    }

    private String results() throws IOException {
        return Files.readString(folder.resolve("out/results.jsonl"));
    }

    @Test
    void statuses_types_and_sizes_are_filtered() throws IOException {
        Session session = fetch(
                "/status/404",
                server.url() + "/bytes/100",
                server.url() + "/bytes/5",
                server.url() + "/headers",
                "--accept=200..=299",
                "--filter-mime-type=*,!application/json",
                "--min-filesize=6");
        assertThat(session.end()).as(session.err()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(session.out()).startsWith("1 fetched, 3 failed");
        assertThat(results())
                .contains("\"error_kind\":\"status_not_accepted\"", "\"http_code\":404")
                .contains("\"error_kind\":\"type_not_accepted\"", "\"content_type\":\"application/json\"")
                .contains("\"error_kind\":\"too_small\"");
    }

    @Test
    void a_body_above_the_limit_fails_or_is_truncated() throws IOException {
        assertThat(fetch("/bytes/1000", "--max-filesize=100").end()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(results()).contains("\"error_kind\":\"limit_exceeded\"");
        Session session = fetch("/bytes/1000", "--max-filesize=100", "--oversize=truncate", "--fresh");
        assertThat(session.end()).as(session.err()).isEqualTo(ExitCode.OK);
        assertThat(results()).contains("\"size_download\":100,\"truncated\":\"length\"");
    }

    @Test
    void digests_are_called_by_their_algorithms() throws IOException {
        assertThat(fetch("/bytes/0", "--hash=md5,sha3-256").end()).isEqualTo(ExitCode.OK);
        assertThat(results())
                .contains("\"md5\":\"d41d8cd98f00b204e9800998ecf8427e\",\"sha3_256\":\"a7ffc6f8bf1ed766")
                .doesNotContain("\"sha256\"");
        assertThat(fetch("/bytes/0").err())
                .contains("holds a job with another --hash (md5, sha3_256, not sha256); choose another folder");
        assertThat(fetch("/bytes/0", "--hash=none", "--fresh").end()).isEqualTo(ExitCode.OK);
        assertThat(results()).doesNotContain("\"md5\"", "\"sha256\"");
    }

    @Test
    void only_what_has_changed_since_another_fetch_is_fetched() throws IOException {
        assertThat(fetch("/tagged").end()).isEqualTo(ExitCode.OK);
        String before = folder.resolve("out").toString();
        String after = folder.resolve("after").toString();
        Session session = Session.of("fetch", "--since", before, "-o", after, server.url() + "/tagged");
        assertThat(session.end()).as(session.err()).isEqualTo(ExitCode.OK);
        assertThat(session.out()).startsWith("1 fetched, 0 failed");
        assertThat(folder.resolve("after/results.jsonl")).content().contains("\"outcome\":\"not_modified\"");
        assertThat(folder.resolve("after/summary.json")).content().contains("\"304\" : 1");
        assertThat(fetch("/tagged", "--since", before).err()).contains("--since and -o are the same folder");
        Session none = fetch("/tagged", "--since", folder.resolve("nowhere").toString());
        assertThat(none.end()).isEqualTo(ExitCode.LOCAL_IO);
        assertThat(none.err()).contains("results.jsonl does not exist");
    }

    @Test
    void an_earlier_run_without_lines_is_refused_with_what_to_do() {
        Session archived = fetch("/tagged", "-f", "warc");
        assertThat(archived.end()).as(archived.err()).isEqualTo(ExitCode.OK);
        String after = folder.resolve("after").toString();
        Session session =
                Session.of("fetch", "--since", folder.resolve("out").toString(), "-o", after, server.url() + "/tagged");
        assertThat(session.end()).isEqualTo(ExitCode.LOCAL_IO);
        assertThat(session.err())
                .contains("results.jsonl does not exist; ", "-f jsonl beside other formats")
                .hasLineCount(1);
    }

    @Test
    void no_more_redirects_are_followed_than_asked_for_and_another_number_is_another_job() throws IOException {
        Session session = fetch("/redirect/2", "--max-redirs=2");
        assertThat(session.end()).as(session.err()).isEqualTo(ExitCode.OK);
        assertThat(results()).contains("\"num_redirects\":2");
        assertThat(fetch("/redirect/2", "--max-redirs=1").err())
                .contains("holds a job with another --no-location or --max-redirs (2 at most, not 1 at most)");
        assertThat(fetch("/redirect/2", "--max-redirs=1", "--fresh").end()).isNotEqualTo(ExitCode.OK);
        assertThat(results()).contains("\"outcome\":\"failed\"");
        assertThat(fetch("/redirect/2", "--no-location", "--fresh").end()).isEqualTo(ExitCode.OK);
        assertThat(fetch("/redirect/2", "--max-redirs=0").err()).contains("was done by an earlier run");
        assertThat(results()).contains("\"http_code\":302");
    }

    @Test
    void a_wrong_word_is_told_before_anything_is_done() {
        assertUsage("--accept: '2xx' is no status", "--accept=2xx");
        assertUsage("--filter-mime-type: '' is no pattern", "--filter-mime-type=text/html,");
        assertUsage("--oversize must be one of fail, truncate", "--oversize=cut");
        assertUsage("--oversize=truncate needs a --max-filesize", "--oversize=truncate");
        assertUsage("--hash: there is no 'crc32'; choose of md5, sha1", "--hash=crc32");
        assertUsage("--fail-on: 'many' is neither a number nor a share", "--fail-on=many");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private void assertUsage(String message, String word) {
        Session session = fetch("/", word);
        assertThat(session.end()).isEqualTo(ExitCode.USAGE);
        assertThat(session.err()).contains(message);
    }

    @Test
    void a_few_failures_can_be_allowed() {
        String[] one = {server.url() + "/bytes/1", server.url() + "/status/404", "--accept=200"};
        assertThat(fetch("/bytes/2", one).end()).isEqualTo(ExitCode.SOME_FAILED);
        assertThat(fetch("/bytes/2", with(one, "--fail-on=1")).end()).isEqualTo(ExitCode.OK);
        assertThat(fetch("/bytes/2", with(one, "--fail-on=34%")).end()).isEqualTo(ExitCode.OK);
        assertThat(fetch("/bytes/2", with(one, "--fail-on=33%")).end()).isEqualTo(ExitCode.SOME_FAILED);
    }

    private static String[] with(String[] words, String more) {
        var all = new ArrayList<>(List.of(words));
        all.add(more);
        return all.toArray(String[]::new);
    }
}
