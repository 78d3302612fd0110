package heddle.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.fetch.format.Format;
import heddle.fetch.format.Outputs;
import heddle.fetch.job.EarlierRun;
import heddle.fetch.list.UrlList;
import heddle.fetch.options.Statuses;
import heddle.fetch.output.warc.Archive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Asking only for what has changed since an earlier run.
@Timeout(60)
class EarlierRunTest {
    private static final String DATE = "Mon, 02 Nov 2026 10:00:00 GMT";

    @TempDir
    private Path root;

    private Peer peer;

    @BeforeEach
    void start() throws IOException {
        peer = Peer.start();
    }

    @AfterEach
    void stop() {
        peer.close();
    }

    /// Answers with a body, or with 304 to whoever has this validator.
    private void serve(String path, String field, String value, String condition) {
        peer.on(
                path,
                head -> head.contains("\r\n" + condition + ": " + value + "\r\n")
                        ? "HTTP/1.1 304 Not Modified\r\n\r\n".getBytes(UTF_8)
                        : Peer.response("200 OK", field + ": " + value + "\r\n", "a page".getBytes(UTF_8)));
    }

    private void serveTagged(String path) {
        serve(path, "ETag", "\"v1\"", "If-None-Match");
    }

    private List<Map<String, String>> fetch(String folder, String path, Format... formats) throws IOException {
        return fetch(folder, path, options -> options, formats);
    }

    private List<Map<String, String>> fetch(
            String folder, String path, UnaryOperator<FetchOptions> change, Format... formats) throws IOException {
        peer.forget();
        Path out = root.resolve(folder);
        Fetcher.create(change.apply(FetchOptions.defaults().concurrency(1)))
                .run(UrlList.of(List.of(peer.url(path))), Outputs.of(formats).open(out));
        return JsonLines.of(out.resolve("results.jsonl"));
    }

    private Map<String, String> again(String from, String to, String path, Format... formats) throws IOException {
        try (EarlierRun earlier = EarlierRun.open(root.resolve(from))) {
            return fetch(to, path, options -> options.since(earlier), formats).getFirst();
        }
    }

    @Test
    void what_has_not_changed_is_not_fetched_again_by_its_tag() throws IOException {
        serveTagged("/page");
        assertThat(fetch("one", "/page", Format.JSONL).getFirst()).containsEntry("etag", "\"v1\"");
        assertThat(again("one", "two", "/page", Format.JSONL))
                .containsEntry("outcome", "not_modified")
                .containsEntry("http_code", "304")
                .containsEntry("size_download", "0")
                .doesNotContainKey("sha256");
    }

    @Test
    void what_has_not_changed_is_not_fetched_again_by_its_date() throws IOException {
        serve("/page", "Last-Modified", DATE, "If-Modified-Since");
        assertThat(fetch("one", "/page", Format.JSONL).getFirst()).containsEntry("last_modified", DATE);
        assertThat(again("one", "two", "/page", Format.JSONL)).containsEntry("outcome", "not_modified");
    }

    @Test
    void what_has_changed_is_fetched() throws IOException {
        serveTagged("/page");
        fetch("one", "/page", Format.JSONL);
        serve("/page", "ETag", "\"v2\"", "If-None-Match");
        assertThat(again("one", "two", "/page", Format.JSONL))
                .containsEntry("outcome", "fetched")
                .containsEntry("etag", "\"v2\"")
                .containsEntry("size_download", "6");
        assertThat(peer.requests()).singleElement().asString().contains("If-None-Match: \"v1\"");
    }

    @Test
    void a_run_that_fetched_nothing_new_is_an_earlier_run_like_any_other() throws IOException {
        serveTagged("/page");
        fetch("one", "/page", Format.JSONL);
        assertThat(again("one", "two", "/page", Format.JSONL)).containsEntry("etag", "\"v1\"");
        assertThat(again("two", "three", "/page", Format.JSONL)).containsEntry("outcome", "not_modified");
    }

    @Test
    void lines_may_be_compressed_and_other_urls_are_asked_for_without_a_condition() throws IOException {
        serveTagged("/page");
        fetch("plain", "/page", Format.JSONL, Format.JSONL_GZ);
        Files.delete(root.resolve("plain/results.jsonl"));
        assertThat(again("plain", "two", "/page", Format.JSONL)).containsEntry("outcome", "not_modified");
        again("plain", "three", "/other", Format.JSONL);
        assertThat(peer.requests()).singleElement().asString().doesNotContain("If-None-Match");
    }

    @Test
    void what_failed_or_was_an_error_is_asked_for_without_a_condition() throws IOException {
        peer.on("/gone", _ -> Peer.response("404 Not Found", "ETag: \"v1\"\r\n", new byte[0]));
        fetch("one", "/gone", Format.JSONL);
        again("one", "two", "/gone", Format.JSONL);
        assertThat(peer.requests()).singleElement().asString().doesNotContain("If-None-Match");
    }

    @Test
    void a_url_that_leads_elsewhere_by_now_is_asked_for_once_more_without_a_condition() throws IOException {
        serveTagged("/old");
        serveTagged("/new");
        peer.on("/page", _ -> Peer.redirect("/old"));
        fetch("one", "/page", Format.JSONL);
        assertThat(again("one", "two", "/page", Format.JSONL)).containsEntry("outcome", "not_modified");
        peer.on("/page", _ -> Peer.redirect("/new"));
        assertThat(again("one", "three", "/page", Format.JSONL))
                .containsEntry("outcome", "fetched")
                .containsEntry("size_download", "6")
                .containsEntry("num_retries", "0");
    }

    @Test
    void only_what_there_is_is_kept_of_what_is_the_same() throws IOException {
        serveTagged("/page");
        fetch("one", "/page", Format.JSONL, Format.FILES, Format.TAR);
        assertThat(again("one", "two", "/page", Format.JSONL, Format.FILES, Format.TAR))
                .doesNotContainKey("file");
        assertThat(root.resolve("two/bodies")).isEmptyDirectory();
        assertThat(root.resolve("two/tar")).isEmptyDirectory();
    }

    @Test
    void a_status_that_says_so_needs_no_acceptance() throws IOException {
        serveTagged("/page");
        fetch("one", "/page", Format.JSONL);
        try (EarlierRun earlier = EarlierRun.open(root.resolve("one"))) {
            UnaryOperator<FetchOptions> change =
                    options -> options.since(earlier).content(rules -> rules.statuses(Statuses.parse("200")));
            assertThat(fetch("two", "/page", change, Format.JSONL).getFirst()).containsEntry("outcome", "not_modified");
        }
    }

    @Test
    void an_archive_has_a_revisit_that_refers_to_the_record_of_then() throws IOException {
        serveTagged("/page");
        String date =
                fetch("one", "/page", Format.JSONL, Format.WARC).getFirst().get("warc_date");
        Archive.Archived then = Archive.in(root.resolve("one/warc")).get(1);
        assertThat(then.date()).isEqualTo(date);
        assertThat(again("one", "two", "/page", Format.JSONL, Format.WARC)).containsEntry("warc_date", date);
        List<Archive.Archived> records = Archive.in(root.resolve("two/warc"));
        assertThat(records).extracting(Archive.Archived::type).containsExactly("warcinfo", "revisit", "request");
        Archive.Archived revisit = records.get(1);
        assertThat(revisit.profile()).endsWith("/revisit/server-not-modified");
        assertThat(revisit.refersToDate()).isEqualTo(date);
        assertThat(revisit.head()).startsWith("HTTP/1.1 304 Not Modified\r\n");
        again("two", "three", "/page", Format.JSONL, Format.WARC);
        assertThat(Archive.in(root.resolve("three/warc")).get(1).refersToDate()).isEqualTo(date);
    }

    @Test
    void a_folder_without_lines_is_none() {
        assertThatThrownBy(() -> EarlierRun.open(root))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("results.jsonl");
    }
}
