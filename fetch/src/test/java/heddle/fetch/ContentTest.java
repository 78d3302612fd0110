package heddle.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import heddle.fetch.format.Format;
import heddle.fetch.format.Outputs;
import heddle.fetch.list.UrlList;
import heddle.fetch.options.ContentRules;
import heddle.fetch.options.MediaTypes;
import heddle.fetch.options.Statuses;
import heddle.fetch.output.HashAlgorithm;
import heddle.fetch.output.Outcome.Failed;
import heddle.fetch.output.Outcome.Fetched;
import heddle.fetch.output.warc.Archive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Which responses a fetch wants, and what of them.
@Timeout(60)
class ContentTest {
    @TempDir
    private Path folder;

    private Peer peer;
    private final Recorded recorded = new Recorded();

    @BeforeEach
    void start() throws IOException {
        peer = Peer.start();
    }

    @AfterEach
    void stop() {
        peer.close();
    }

    private static FetchOptions options(UnaryOperator<ContentRules> change) {
        return FetchOptions.defaults().concurrency(1).content(change);
    }

    private void fetch(FetchOptions options, String... paths) throws IOException {
        Fetcher.create(options).run(list(paths), recorded);
    }

    private UrlList list(String... paths) {
        return UrlList.of(List.of(paths).stream().map(peer::url).toList());
    }

    private Failed onlyFailure() {
        assertThat(recorded.fetched()).isEmpty();
        return recorded.failed().getFirst();
    }

    @Test
    void a_status_that_is_not_accepted_fails_and_is_told_with_its_answer() throws IOException {
        peer.on("/gone", _ -> Peer.response("410 Gone", "Content-Type: text/plain\r\n", "no more".getBytes(UTF_8)));
        fetch(options(rules -> rules.statuses(Statuses.parse("200..=299"))), "/page", "/gone");
        assertThat(recorded.fetched()).extracting(Fetched::url).containsExactly(peer.url("/page"));
        Failed failed = recorded.failed().getFirst();
        assertThat(failed.kind()).isEqualTo("status_not_accepted");
        assertThat(failed.message()).isEqualTo("410 Gone is not among 200..=299");
        assertThat(failed.answer().orElseThrow().status().code()).isEqualTo(410);
    }

    @Test
    void a_status_that_is_accepted_is_not_tried_again() throws IOException {
        peer.on("/busy", _ -> Peer.response("502 Bad Gateway", "", new byte[0]));
        fetch(
                options(rules -> rules.statuses(Statuses.parse("200,502"))).retries(retries -> retries.times(3)),
                "/busy");
        assertThat(recorded.fetched()).hasSize(1);
        assertThat(peer.requests()).hasSize(1);
    }

    /// The body never comes, so that whoever waited for it would run into the limit on time.
    private static byte[] headOf(String headers) {
        return ("HTTP/1.1 200 OK\r\n" + headers + "\r\n").getBytes(ISO_8859_1);
    }

    @Test
    void a_type_is_refused_before_the_body_is_read() throws IOException {
        peer.on("/film", _ -> headOf("Content-Type: video/mp4\r\nContent-Length: 1000000000\r\n"));
        fetch(
                options(rules -> rules.types(MediaTypes.parse("!video/*")))
                        .session(session -> session.timeouts(timeouts -> timeouts.total(Duration.ofMinutes(10)))),
                "/film");
        assertThat(onlyFailure().kind()).isEqualTo("type_not_accepted");
        assertThat(onlyFailure().message()).isEqualTo("'video/mp4' is not among !video/*");
    }

    @Test
    void a_size_is_refused_before_the_body_is_read_if_the_head_has_it() throws IOException {
        peer.on("/large", _ -> headOf("Content-Length: 99999\r\n"));
        fetch(options(rules -> rules.bytesMin(100_000)), "/large");
        assertThat(onlyFailure().kind()).isEqualTo("too_small");
        assertThat(onlyFailure().message()).isEqualTo("a body of 99999 bytes, and at least 100000 are wanted");
    }

    @Test
    void the_size_that_counts_is_that_after_decoding() throws IOException {
        byte[] page = "much the same, ".repeat(1_000).getBytes(UTF_8);
        peer.on("/zipped", _ -> Peer.response("200 OK", "Content-Encoding: gzip\r\n", gzip(page)));
        fetch(options(rules -> rules.bytesMin(15_000)), "/zipped");
        assertThat(recorded.fetched()).hasSize(1);
        Recorded again = new Recorded();
        Fetcher.create(options(rules -> rules.bytesMin(15_001))).run(list("/zipped"), again);
        assertThat(again.failed()).extracting(Failed::kind).containsExactly("too_small");
    }

    @Test
    void rules_about_bodies_are_none_about_responses_without_one() throws IOException {
        peer.on("/nothing", _ -> "HTTP/1.1 204 No Content\r\n\r\n".getBytes(ISO_8859_1));
        fetch(options(rules -> rules.bytesMin(1).types(MediaTypes.parse("text/html"))), "/nothing");
        assertThat(recorded.fetched()).hasSize(1);
    }

    @Test
    void a_short_body_that_is_not_wanted_costs_no_connection() throws IOException {
        peer.on("/gone", _ -> Peer.response("410 Gone", "", new byte[1_000]));
        fetch(options(rules -> rules.statuses(Statuses.parse("200"))), "/gone", "/gone", "/page");
        assertThat(recorded.failed()).hasSize(2);
        assertThat(recorded.fetched()).hasSize(1);
        assertThat(peer.connections()).isEqualTo(1);
    }

    @Test
    void a_long_body_that_is_not_wanted_is_not_read_to_save_one() throws IOException {
        peer.on("/gone", _ -> Peer.response("410 Gone", "", new byte[1_000_000]));
        fetch(options(rules -> rules.statuses(Statuses.parse("200"))), "/gone", "/page");
        assertThat(recorded.failed().getFirst().answer().orElseThrow().bodyBytes())
                .isZero();
        assertThat(peer.connections()).isEqualTo(2);
    }

    private void fetchCut(int bytes, byte[] body, String headers) throws IOException {
        peer.on("/long", _ -> Peer.response("200 OK", headers, body));
        Fetcher.create(options(rules -> rules.cutAfter(bytes)))
                .run(
                        list("/long"),
                        Outputs.of(Format.JSONL, Format.FILES, Format.WARC).open(folder));
    }

    private Map<String, String> line() throws IOException {
        return JsonLines.of(folder.resolve("results.jsonl")).getFirst();
    }

    @Test
    void a_body_that_is_cut_says_so_in_its_line_and_its_record() throws Exception {
        byte[] body = new byte[1_000_000];
        body[99_999] = 7;
        fetchCut(100_000, body, "");
        byte[] kept = Files.readAllBytes(folder.resolve(line().get("file")));
        assertThat(kept).hasSize(100_000).endsWith(7);
        assertThat(line())
                .containsEntry("outcome", "fetched")
                .containsEntry("truncated", "length")
                .containsEntry("size_download", "100000")
                .containsEntry("sha256", JsonLines.sha256(kept));
        Archive.Archived response = Archive.in(folder.resolve("warc")).get(1);
        assertThat(response.type()).isEqualTo("response");
        assertThat(response.truncated()).isEqualTo("length");
        assertThat(response.payload()).hasSizeGreaterThanOrEqualTo(100_000).hasSizeLessThan(1_000_000);
    }

    @Test
    void a_body_that_just_fits_is_whole() throws IOException {
        fetchCut(100_000, new byte[100_000], "");
        assertThat(line()).doesNotContainKey("truncated").containsEntry("size_download", "100000");
        assertThat(Archive.in(folder.resolve("warc")).get(1).truncated()).isEmpty();
    }

    @Test
    void a_coded_body_is_cut_where_it_has_been_decoded() throws IOException {
        fetchCut(10, gzip("0123456789abc".getBytes(UTF_8)), "Content-Encoding: gzip\r\n");
        assertThat(folder.resolve(line().get("file"))).hasContent("0123456789");
        assertThat(line()).containsEntry("truncated", "length");
    }

    @Test
    void lines_and_rows_have_the_digests_that_were_asked_for() throws IOException {
        Outputs outputs = Outputs.of(Format.JSONL).hashes(Set.of(HashAlgorithm.MD5, HashAlgorithm.SHA3_256));
        peer.on("/abc", _ -> Peer.ok("abc"));
        Fetcher.create(FetchOptions.defaults()).run(list("/abc"), outputs.open(folder));
        assertThat(line())
                .containsEntry("md5", "900150983cd24fb0d6963f7d28e17f72")
                .containsEntry("sha3_256", "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532")
                .doesNotContainKey("sha256");
    }

    @Test
    void heads_alone_are_asked_for_by_head() throws IOException {
        peer.on("/page", _ -> headOf("Content-Length: 1000000000\r\n"));
        fetch(options(ContentRules::headsAlone), "/page");
        assertThat(recorded.fetched()).hasSize(1);
        assertThat(peer.requests()).singleElement().asString().startsWith("HEAD /page ");
    }

    @Test
    void a_head_that_is_refused_is_followed_by_a_get_whose_body_is_left() throws IOException {
        peer.on(
                "/page",
                head -> head.startsWith("HEAD")
                        ? "HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1)
                        : headOf("Content-Length: 1000000000\r\n"));
        fetch(options(ContentRules::headsAlone), "/page");
        assertThat(recorded.fetched()).singleElement().satisfies(fetched -> {
            assertThat(fetched.exchange().status().code()).isEqualTo(200);
            assertThat(fetched.retries()).isZero();
        });
        assertThat(peer.requests()).extracting(head -> head.split(" ", 2)[0]).containsExactly("HEAD", "GET");
    }

    @Test
    void a_head_that_breaks_the_connection_is_followed_by_a_get_too() throws IOException {
        peer.on("/page", head -> {
            if (head.startsWith("HEAD")) {
                return "Connection: close".getBytes(ISO_8859_1); // which is no response
            }
            return Peer.ok("here");
        });
        fetch(options(ContentRules::headsAlone), "/page");
        assertThat(recorded.fetched()).hasSize(1);
    }

    @Test
    void what_is_gone_for_head_and_get_is_asked_for_no_third_time() throws IOException {
        peer.on("/gone", _ -> "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1));
        fetch(options(ContentRules::headsAlone), "/gone");
        assertThat(recorded.fetched().getFirst().exchange().status().code()).isEqualTo(404);
        assertThat(peer.requests()).hasSize(2);
    }

    @Test
    void a_host_that_has_too_much_to_do_is_not_asked_by_get_on_top() throws IOException {
        peer.on("/busy", _ -> "HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1));
        fetch(options(ContentRules::headsAlone), "/busy");
        assertThat(peer.requests()).hasSize(1);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(bytes);
        }
        return zipped.toByteArray();
    }
}
