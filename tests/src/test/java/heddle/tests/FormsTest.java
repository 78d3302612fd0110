package heddle.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.async.spool.Spool;
import heddle.client.ClientSession;
import heddle.client.Request;
import heddle.client.body.BodySource;
import heddle.client.body.MultipartForm;
import heddle.client.body.RequestBody;
import heddle.http.Status;
import heddle.server.Handler;
import heddle.server.HttpServer;
import heddle.server.Reply;
import heddle.server.ServerOptions;
import heddle.server.form.Form;
import heddle.server.form.FormFile;
import heddle.url.Parameters;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Forms of the client, read by the server.
class FormsTest {
    private static final String BINARY = "application/octet-stream";

    private final byte[] large = new byte[1 << 20];
    private final Map<String, byte[]> received = new HashMap<>();
    private final List<Boolean> onDisk = new ArrayList<>();
    private final List<Path> spools = new ArrayList<>();
    private final List<Parameters> fields = new ArrayList<>();

    private final Handler intake = request -> {
        try (Form form = Form.read(request, options -> options.fieldBytesMax(1000))) {
            fields.add(form.fields());
            for (FormFile file : form.files()) {
                try (InputStream in = file.open()) {
                    received.put(file.head().fileName().orElseThrow(), in.readAllBytes());
                }
                onDisk.add(file.content().isOnDisk());
                file.content().file().ifPresent(spools::add);
            }
            return Reply.text("received");
        }
    };

    private Status send(UnaryOperator<Request> change) throws Exception {
        return Async.run(() -> Async.timeout(Duration.ofSeconds(50), () -> {
            try (var server = HttpServer.open(ServerOptions.local(), intake);
                    var session = ClientSession.open()) {
                return change.apply(session.post(server.url() + "/")).discard().status();
            }
        }));
    }

    @Test
    void files_come_as_they_were_sent_the_long_ones_by_way_of_the_disk() throws Exception {
        new Random(1).nextBytes(large);
        var form = MultipartForm.empty()
                .field("title", "two\r\nlines")
                .file("a", "small.bin", BINARY, RequestBody.of("small".getBytes(UTF_8)))
                .field("title", "Süd")
                .file("b", "large.bin", BINARY, RequestBody.of(large))
                .file("c", "empty.bin", BINARY, RequestBody.NONE);
        assertThat(send(request -> request.body(form))).isEqualTo(Status.OK);
        assertThat(fields)
                .containsExactly(Parameters.of("title", "two\r\nlines").and("title", "Süd"));
        assertThat(received.get("small.bin")).asString(UTF_8).isEqualTo("small");
        assertThat(received.get("large.bin")).isEqualTo(large);
        assertThat(received.get("empty.bin")).isEmpty();
        assertThat(onDisk).containsExactly(false, true, false);
        assertThat(spools).hasSize(1).allSatisfy(file -> assertThat(file).doesNotExist());
    }

    @Test
    void a_stream_of_unknown_length_goes_in_chunks_and_comes_whole() throws Exception {
        new Random(2).nextBytes(large);
        var form = MultipartForm.empty()
                .file("a", "stream.bin", BINARY, RequestBody.of(BodySource.of(new ByteArrayInputStream(large))));
        assertThat(send(request -> request.body(form))).isEqualTo(Status.OK);
        assertThat(received.get("stream.bin")).isEqualTo(large);
    }

    @Test
    void a_stream_that_was_spooled_has_a_length_and_can_be_sent_again() throws Exception {
        new Random(3).nextBytes(large);
        try (var spooled = Spool.of(1000)) {
            Async.run(() -> {
                spooled.writeAll(new ByteArrayInputStream(large));
            });
            var body = RequestBody.of(spooled);
            assertThat(body.length()).hasValue(large.length);
            var form = MultipartForm.empty().file("a", "spooled.bin", BINARY, body);
            assertThat(form.encoded().body().length()).isPresent();
            for (int i = 0; i < 2; i++) {
                assertThat(send(request -> request.body(form))).isEqualTo(Status.OK);
                assertThat(received.remove("spooled.bin")).isEqualTo(large);
            }
        }
    }

    @Test
    void a_plain_form_is_read_by_the_same_door() throws Exception {
        var form = Parameters.of("a", "1 & 2").and("b", "ü");
        assertThat(send(request -> request.body(form))).isEqualTo(Status.OK);
        assertThat(fields).containsExactly(form);
    }

    @Test
    void what_is_no_form_or_too_much_of_one_is_refused_and_leaves_nothing() throws Exception {
        assertThat(send(request -> request.body("text"))).isEqualTo(Status.UNSUPPORTED_MEDIA_TYPE);
        assertThat(send(request -> request.body("no form".getBytes(UTF_8), "multipart/form-data; boundary=b")))
                .isEqualTo(Status.BAD_REQUEST);
        var tooLong = "x".repeat(1001);
        assertThat(send(request -> request.body(MultipartForm.empty().field("a", tooLong))))
                .isEqualTo(Status.CONTENT_TOO_LARGE);
        assertThat(send(request -> request.body(Parameters.of("a", tooLong)))).isEqualTo(Status.CONTENT_TOO_LARGE);
        assertThat(fields).isEmpty();
    }
}
