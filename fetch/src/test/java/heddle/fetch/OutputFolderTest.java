package heddle.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.fetch.account.FetchSummary;
import heddle.fetch.format.Format;
import heddle.fetch.format.Outputs;
import heddle.fetch.list.UrlList;
import heddle.fetch.output.OutputException;
import heddle.fetch.output.Sink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a run leaves in its folder.
class OutputFolderTest {
    @TempDir
    private Path folder;

    private Peer peer;

    @BeforeEach
    void start() throws IOException {
        peer = Peer.start();
    }

    @AfterEach
    void stop() {
        peer.close();
    }

    @Test
    void a_line_tells_all_about_a_response() throws Exception {
        peer.on("/moved", _ -> Peer.redirect("/page"));
        peer.on("/page", _ -> Peer.response("201 Created", "Content-Type: text/plain\r\n", "héllo".getBytes(UTF_8)));
        fetch(Outputs.of(Format.JSONL).open(folder), peer.url("/moved"));
        Map<String, String> line = lines("results.jsonl").getFirst();
        assertThat(line)
                .containsEntry("url", peer.url("/moved"))
                .containsEntry("outcome", "fetched")
                .containsEntry("http_code", "201")
                .containsEntry("size_download", "6")
                .containsEntry("sha256", JsonLines.sha256("héllo".getBytes(UTF_8)))
                .containsEntry("url_effective", peer.url("/page"))
                .containsEntry("num_redirects", "1")
                .containsEntry("remote_ip", "127.0.0.1")
                .containsEntry("http_version", "1.1")
                .containsEntry("content_type", "text/plain")
                .doesNotContainKeys("errormsg", "error_kind", "error_phase", "file");
        assertThat(times(line)).isSorted().hasSize(4);
        assertThat(line.get("time_total")).matches("[0-9]+\\.[0-9]{6}");
        assertThat(line).containsEntry("time_appconnect", "0.000000");
        assertThat(lines("failed.jsonl")).isEmpty();
    }

    @Test
    void a_size_and_a_digest_are_those_of_the_decoded_body() throws Exception {
        byte[] page = "much the same, ".repeat(10_000).getBytes(UTF_8);
        peer.on("/zipped", _ -> Peer.response("200 OK", "Content-Encoding: gzip\r\n", gzip(page)));
        fetch(Outputs.of(Format.JSONL).open(folder), peer.url("/zipped"));
        assertThat(lines("results.jsonl").getFirst())
                .containsEntry("size_download", "150000")
                .containsEntry("sha256", JsonLines.sha256(page));
    }

    @Test
    void what_failed_can_be_given_to_the_next_run() throws Exception {
        peer.on("/cut", _ -> Peer.cut());
        fetch(Outputs.of(Format.JSONL).open(folder), peer.url("/fine"), peer.url("/cut"), "no url");
        assertThat(lines("results.jsonl")).hasSize(3);
        List<Map<String, String>> failed = lines("failed.jsonl");
        assertThat(failed)
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .containsEntry("outcome", "failed")
                        .containsKeys("errormsg", "error_kind", "error_phase", "time_total")
                        .doesNotContainKeys("http_code", "sha256"));
        peer.on("/cut", _ -> Peer.ok("whole"));
        Recorded again = new Recorded();
        Fetcher.create(FetchOptions.defaults()).run(UrlList.file(folder.resolve("failed.jsonl")), again);
        assertThat(again.fetched())
                .singleElement()
                .satisfies(fetched -> assertThat(fetched.url()).isEqualTo(peer.url("/cut")));
        assertThat(again.failed())
                .singleElement()
                .satisfies(line -> assertThat(line.url()).isEqualTo("no url"));
    }

    @Test
    void bodies_are_kept_in_files_that_their_lines_name() throws Exception {
        byte[] large = new byte[3_000_000];
        new java.util.Random(1).nextBytes(large);
        peer.on("/a/large.bin", _ -> Peer.response("200 OK", "", large));
        peer.on("/empty", _ -> Peer.ok(""));
        peer.on("/cut", _ -> Peer.cut());
        fetch(
                Outputs.of(Format.FILES).open(folder),
                peer.url("/a/large.bin"),
                peer.url("/empty"),
                peer.url("/cut"),
                peer.url("/page"));
        Map<String, Map<String, String>> byUrl = new LinkedHashMap<>();
        lines("results.jsonl").forEach(line -> byUrl.put(line.getOrDefault("url", ""), line));
        assertThat(file(byUrl, "/a/large.bin")).hasBinaryContent(large);
        assertThat(file(byUrl, "/a/large.bin").toString()).endsWith("_a_large.bin");
        assertThat(file(byUrl, "/empty")).isEmptyFile();
        assertThat(file(byUrl, "/page")).hasContent(Peer.page("/page"));
        assertThat(byUrl.get(peer.url("/a/large.bin"))).containsEntry("sha256", JsonLines.sha256(large));
        assertThat(byUrl.get(peer.url("/cut")))
                .containsEntry("outcome", "failed")
                .doesNotContainKey("file");
        try (Stream<Path> files = Files.walk(folder.resolve("bodies"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .as("nothing of the cut body is left")
                    .hasSize(3);
        }
    }

    @Test
    void thousands_of_lines_are_all_there_and_whole() throws Exception {
        List<String> urls = peer.pages(3_000);
        fetch(Outputs.of(Format.JSONL).open(folder), urls.toArray(String[]::new));
        assertThat(lines("results.jsonl").stream().map(line -> line.getOrDefault("url", "")))
                .containsExactlyInAnyOrderElementsOf(urls);
    }

    @Test
    void a_folder_that_cannot_be_made_is_named() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        Path below = file.resolve("out");
        assertThatThrownBy(() -> Outputs.of(Format.JSONL).open(below))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("cannot write " + below);
    }

    @Test
    void a_folder_that_another_run_writes_to_is_refused() throws IOException {
        try (Sink first = Outputs.of(Format.JSONL).open(folder)) {
            assertThatThrownBy(() -> Outputs.of(Format.FILES).open(folder))
                    .hasMessageContaining("another run is writing it");
            assertThat(first).isNotNull();
        }
        Outputs.of(Format.FILES).open(folder).close();
    }

    @Test
    void a_summary_is_one_object() throws IOException {
        FetchSummary summary = fetch(Sink.none(), peer.url("/a"), "no url");
        Path file = folder.resolve("summary.json");
        summary.writeTo(file);
        String json = Files.readString(file);
        assertThat(json).endsWith("}\n");
        assertThat(JsonLines.object(json.replace("\n", "")))
                .containsEntry("urls", "2")
                .containsEntry("ok", "1")
                .containsEntry("failed", "1")
                .containsEntry("skipped", "0")
                .containsEntry("complete", "true")
                .containsEntry("bytes", "" + Peer.page("/a").length())
                .containsKeys("wall_s", "cpu_s", "urls_per_s", "rss_peak_bytes", "time_total", "errors");
        assertThat(json).contains("\"error_kind\" : \"invalid_url\"").contains("\"p99\"");
        assertThatThrownBy(() -> summary.writeTo(folder.resolve("missing/summary.json")))
                .isInstanceOf(OutputException.class);
    }

    private static FetchSummary fetch(Sink sink, String... urls) throws IOException {
        return Fetcher.create(FetchOptions.defaults()).run(UrlList.of(List.of(urls)), sink);
    }

    private Path file(Map<String, Map<String, String>> byUrl, String path) {
        return folder.resolve(byUrl.getOrDefault(peer.url(path), Map.of()).getOrDefault("file", "no file"));
    }

    private List<Map<String, String>> lines(String name) throws IOException {
        return JsonLines.of(folder.resolve(name));
    }

    private static List<Double> times(Map<String, String> line) {
        return Stream.of("time_namelookup", "time_connect", "time_starttransfer", "time_total")
                .map(name -> Double.valueOf(line.getOrDefault(name, "missing")))
                .toList();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(bytes);
        }
        return zipped.toByteArray();
    }
}
