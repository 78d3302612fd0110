package heddle.tests.guides;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.spool.Spool;
import heddle.client.body.BodySource;
import heddle.client.body.MultipartForm;
import heddle.client.body.RequestBody;
import heddle.client.middleware.CompressBody;
import heddle.server.Handler;
import heddle.server.Reply;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `docs/guides/upload.md` shows, run.
class UploadGuideTest {
    @TempDir
    Path folder;

    private Path file;
    private final List<String> fields = new ArrayList<>();
    private final Handler mirror = request -> {
        fields.add(request.headers().toString());
        return Reply.bytes("text/plain", request.body().bytes());
    };

    @BeforeEach
    void write() throws Exception {
        file = Files.writeString(folder.resolve("report.txt"), "the report");
    }

    @Test
    void a_file() throws Exception {
        Site.visit(mirror, (session, url) -> {
            String answer = session.put(url).body(RequestBody.of(file)).text();
            assertThat(answer).isEqualTo("the report");
        });
    }

    @Test
    void a_stream() throws Exception {
        var stream = new ByteArrayInputStream("what comes".getBytes(UTF_8));
        Site.visit(mirror, (session, url) -> {
            String answer = session.post(url).body(BodySource.of(stream)).text();
            assertThat(answer).isEqualTo("what comes");
        });
    }

    @Test
    void a_stream_that_is_kept_until_its_length_is_known() throws Exception {
        var stream = new ByteArrayInputStream("what comes".getBytes(UTF_8));
        Site.visit(mirror, (session, url) -> {
            try (var spool = Spool.of(1 << 20)) {
                spool.writeAll(stream);
                String answer = session.post(url).body(RequestBody.of(spool)).text();
                assertThat(answer).isEqualTo("what comes");
            }
        });
        assertThat(fields.getFirst()).contains("Content-Length");
    }

    @Test
    void what_is_made_on_the_way() throws Exception {
        Site.visit(mirror, (session, url) -> {
            Iterator<String> rows =
                    IntStream.range(0, 1000).mapToObj(n -> n + "\n").iterator();
            BodySource source =
                    () -> ByteBuffer.wrap(rows.hasNext() ? rows.next().getBytes(UTF_8) : new byte[0]);
            String answer = session.post(url).body(source).text();
            assertThat(answer).hasLineCount(1000).endsWith("999\n");
        });
    }

    @Test
    void what_can_be_made_again() throws Exception {
        Site.visit(mirror, (session, url) -> {
            var body = RequestBody.anew(OptionalLong.empty(), () -> BodySource.of(Files.newInputStream(file)));
            String answer = session.post(url).body(body).text();
            assertThat(answer).isEqualTo("the report");
        });
    }

    @Test
    void a_form_with_files() throws Exception {
        Site.visit(mirror, (session, url) -> {
            var form = MultipartForm.empty()
                    .field("year", "2026")
                    .file("report", file)
                    .file("raw", "raw.bin", "application/octet-stream", RequestBody.of(new byte[1000]));
            String answer = session.post(url).body(form).text();
            assertThat(answer).contains("filename=\"report.txt\"", "filename=\"raw.bin\"");
        });
    }

    @Test
    void only_what_the_server_wants() throws Exception {
        Site.visit(mirror, (session, url) -> {
            session.put(url).expectContinue().body(RequestBody.of(file)).discard();
        });
        assertThat(fields.getFirst()).contains("100-continue");
    }

    @Test
    void compressed() throws Exception {
        Site.visit(mirror, (session, url) -> {
            session.put(url)
                    .middleware(CompressBody.gzip(1024))
                    .body("x".repeat(10_000))
                    .discard();
        });
        assertThat(fields.getFirst()).contains("gzip");
    }
}
