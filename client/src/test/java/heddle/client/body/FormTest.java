package heddle.client.body;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.client.middleware.CompressBody;
import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Forms, files and compressed bodies on their way.
class FormTest {
    @Test
    void a_form_with_a_file_announces_its_length(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("notes.txt"), "to do".repeat(50_000));
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok(""))) {
            Client.visit(session -> session.post(peer.url())
                    .body(MultipartForm.empty().field("title", "Notes").file("file", file))
                    .discard());
            String request = peer.requests().getFirst();
            assertThat(request)
                    .contains("Content-Type: multipart/form-data; boundary=----heddle", "\r\nContent-Length: 2")
                    .contains("name=\"title\"\r\n\r\nNotes\r\n", "filename=\"notes.txt\"\r\n", "to doto do")
                    .endsWith("--\r\n");
        }
    }

    @Test
    void a_file_goes_out_again_after_a_redirect_that_keeps_the_body(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("f"), "content");
        String redirect = "HTTP/1.1 307 Again\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n";
        try (var peer = ScriptedPeer.keepingAlive(redirect, ScriptedPeer.ok(""))) {
            Client.visit(session ->
                    session.put(peer.url()).body(RequestBody.of(file)).discard());
            assertThat(peer.requests())
                    .hasSize(2)
                    .allSatisfy(request -> assertThat(request).endsWith("content"));
        }
    }

    private static String unzipped(String request) throws Exception {
        byte[] body = request.substring(request.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.ISO_8859_1);
        return new String(new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void bodies_go_compressed_where_the_caller_knows_that_they_may() throws Exception {
        String text = "compress me ".repeat(20_000);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok(""))) {
            Client.visit(options -> options.middleware(CompressBody.gzip(1000)), session -> {
                session.post(peer.url()).body(text).discard();
                session.post(peer.url())
                        .body(RequestBody.anew(
                                OptionalLong.empty(),
                                () -> RequestBody.of(bytes).open()))
                        .discard();
                session.post(peer.url()).body(RequestBody.of(bytes).open()).discard();
                session.post(peer.url()).body("short").discard();
                session.post(peer.url())
                        .header("Content-Encoding", "br")
                        .body(text)
                        .discard();
                session.get(peer.url()).discard();
            });
            var requests = peer.requests();
            assertThat(requests.subList(0, 3)).allSatisfy(request -> {
                assertThat(request).contains("Content-Encoding: gzip\r\n").hasSizeLessThan(5_000);
                assertThat(unzipped(request)).isEqualTo(text);
            });
            assertThat(requests.get(0)).contains("Content-Length: ");
            assertThat(requests.subList(3, 6))
                    .allSatisfy(request -> assertThat(request).doesNotContain("gzip\r\nContent"));
            assertThat(requests.get(3)).endsWith("short");
            assertThat(requests.get(4)).endsWith(text);
        }
    }
}
