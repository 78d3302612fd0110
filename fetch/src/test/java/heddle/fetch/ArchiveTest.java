package heddle.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Loops;
import heddle.fetch.format.Format;
import heddle.fetch.format.Outputs;
import heddle.fetch.list.UrlList;
import heddle.fetch.output.warc.Archive;
import heddle.server.HttpServer;
import heddle.server.Reply;
import heddle.server.ServerOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a fetch leaves in its WARC files, read back by JWAT.
class ArchiveTest {
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

    private List<Archive.Archived> fetch(String... urls) throws IOException {
        Fetcher.create(FetchOptions.defaults().concurrency(1))
                .run(
                        UrlList.of(List.of(urls)),
                        Outputs.of(Format.WARC, Format.JSONL).open(folder));
        return Archive.in(folder.resolve("warc"));
    }

    @Test
    void an_exchange_is_archived_as_it_went_over_the_wire() throws Exception {
        String head = "HTTP/1.1 203 Fine  by me\r\nX-odd:  a\r\ncontent-TYPE: text/plain\r\nContent-Length: 5\r\n\r\n";
        peer.on("/page", _ -> (head + "hello").getBytes(ISO_8859_1));
        List<Archive.Archived> records = fetch(peer.url("/page#part"));
        assertThat(records).extracting(Archive.Archived::type).containsExactly("warcinfo", "response", "request");
        Archive.Archived response = records.get(1);
        assertThat(response.url()).isEqualTo(peer.url("/page"));
        assertThat(response.ip()).isEqualTo("127.0.0.1");
        assertThat(response.protocol()).isEqualTo("http/1.1");
        assertThat(response.head())
                .isEqualTo(
                        "HTTP/1.1 203 Fine  by me\r\nX-odd: a\r\ncontent-TYPE: text/plain\r\nContent-Length: 5\r\n\r\n");
        assertThat(response.payload()).asString(UTF_8).isEqualTo("hello");
        assertThat(records.get(2).head()).isEqualTo(peer.requests().getFirst());
        assertThat(records.get(2).concurrentTo()).isEqualTo(response.id());
    }

    @Test
    void heads_of_http_2_are_archived_as_http_1_1_has_them() throws Exception {
        try (Loops loops = Loops.open(1);
                HttpServer server = HttpServer.open(
                        ServerOptions.local().selfSigned("127.0.0.1"), loops, _ -> Reply.text("hello"))) {
            String url = server.url() + "/page?a";
            Fetcher.create(FetchOptions.defaults().session(session -> session.insecure()))
                    .run(UrlList.of(List.of(url)), Outputs.of(Format.WARC).open(folder));
            List<Archive.Archived> records = Archive.in(folder.resolve("warc"));
            Archive.Archived response = records.get(1);
            Archive.Archived request = records.get(2);
            assertThat(List.of(response.protocol(), request.protocol())).containsExactly("h2", "h2");
            assertThat(response.head()).startsWith("HTTP/1.1 200 OK\r\n").contains("\r\ncontent-type: text/plain");
            assertThat(response.payload()).asString(UTF_8).isEqualTo("hello");
            assertThat(request.head())
                    .startsWith("GET /page?a HTTP/1.1\r\n")
                    .containsIgnoringCase(
                            "\r\nHost: 127.0.0.1:" + server.address().getPort() + "\r\n");
        }
    }

    @Test
    void a_coded_body_is_archived_as_it_came_and_told_as_it_reads() throws Exception {
        byte[] page = "much the same, ".repeat(10_000).getBytes(UTF_8);
        byte[] zipped = gzip(page);
        peer.on("/zipped", _ -> Peer.response("200 OK", "Content-Encoding: gzip\r\n", zipped));
        List<Archive.Archived> records = fetch(peer.url("/zipped"));
        assertThat(records.get(1).payload()).isEqualTo(zipped);
        Map<String, String> line = JsonLines.of(folder.resolve("results.jsonl")).getFirst();
        assertThat(line).containsEntry("size_download", "150000").containsEntry("sha256", JsonLines.sha256(page));
    }

    @Test
    void chunks_are_taken_off_and_their_field_is_renamed() throws Exception {
        peer.on(
                "/chunked",
                _ -> "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
                        .getBytes(ISO_8859_1));
        Archive.Archived response = fetch(peer.url("/chunked")).get(1);
        assertThat(response.payload()).asString(UTF_8).isEqualTo("abcde");
        assertThat(response.head()).contains("\r\nX-Crawler-Transfer-Encoding: chunked\r\n");
    }

    @Test
    void each_hop_of_a_redirect_is_archived() throws Exception {
        peer.on("/from", _ -> Peer.redirect("/over"));
        peer.on("/over", _ -> Peer.redirect("/to"));
        List<Archive.Archived> records = fetch(peer.url("/from"));
        assertThat(records)
                .filteredOn(record -> record.is("response"))
                .extracting(Archive.Archived::url)
                .containsExactly(peer.url("/from"), peer.url("/over"), peer.url("/to"));
        assertThat(records).filteredOn(record -> record.is("request")).hasSize(3);
    }

    @Test
    void the_same_payload_again_is_a_revisit_of_the_first() throws Exception {
        peer.on("/one", _ -> Peer.ok("just the same"));
        peer.on("/other", _ -> Peer.ok("just the same"));
        List<Archive.Archived> records = fetch(peer.url("/one"), peer.url("/other"));
        assertThat(records)
                .extracting(Archive.Archived::type)
                .containsExactly("warcinfo", "response", "request", "revisit", "request");
        Archive.Archived revisit = records.get(3);
        assertThat(revisit.url()).isEqualTo(peer.url("/other"));
        assertThat(revisit.refersTo()).isEqualTo(records.get(1).id());
        assertThat(revisit.head()).startsWith("HTTP/1.1 200 OK\r\n");
        assertThat(revisit.payload()).isEmpty();
    }

    @Test
    void what_had_no_response_is_in_the_list_of_failures_alone() throws Exception {
        peer.on("/cut", _ -> Peer.cut());
        assertThat(fetch(peer.url("/cut"), peer.url("/page")))
                .extracting(Archive.Archived::type)
                .containsExactly("warcinfo", "response", "request");
        assertThat(JsonLines.of(folder.resolve("failed.jsonl"))).hasSize(1);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(bytes);
        }
        return zipped.toByteArray();
    }
}
