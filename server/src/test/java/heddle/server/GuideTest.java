package heddle.server;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.http.Status;
import heddle.http.event.ServerSentEvent;
import heddle.server.form.Form;
import heddle.server.form.FormFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The snippets of `docs/server.md`, run. That they stand here word for word is checked in the module `tests`.
class GuideTest {
    private static RawPeer.Answer ask(HttpServer server, String target) throws Exception {
        return Async.toThread(() -> {
            try (var peer = RawPeer.connect(server.address())) {
                return peer.get(target).answer();
            }
        });
    }

    @Test
    void a_handler_and_a_server() throws Exception {
        Async.run(() -> {
            try (var server = HttpServer.open(ServerOptions.local(), request -> Reply.text("hello\n"))) {
                assertThat(ask(server, "/").body()).isEqualTo("hello\n");
            }
        });
    }

    @Test
    void routes() throws Exception {
        Router router = Router.builder()
                .get("/users/{id}", request -> Reply.text("user " + request.parameter("id")))
                .post(
                        "/users",
                        request ->
                                Reply.text("created " + request.body().text()).status(Status.CREATED))
                .build();
        try (var served = Served.by(router);
                var peer = served.peer()) {
            assertThat(peer.get("/users/7").answer().body()).isEqualTo("user 7");
            assertThat(peer.post("/users", "8").answer().status()).isEqualTo(201);
        }
    }

    @Test
    void forms(@TempDir Path folder) throws Exception {
        Handler gallery = request -> {
            try (Form form = Form.read(request)) {
                String title = form.fields().first("title").orElse("untitled");
                for (FormFile photo : form.files("photo")) {
                    photo.moveTo(folder.resolve(title + ".jpg"));
                }
                return Reply.text(form.files().size() + " files");
            }
        };
        String body = """
                --b
                Content-Disposition: form-data; name="title"

                sunset
                --b
                Content-Disposition: form-data; name="photo"; filename="a.jpg"

                JPEG
                --b--
                """.replace("\n", "\r\n");
        String head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=b\r\n";
        try (var served = Served.by(gallery);
                var peer = served.peer()) {
            peer.send(head + "Content-Length: " + body.length() + "\r\n\r\n" + body);
            assertThat(peer.answer().body()).isEqualTo("1 files");
        }
        assertThat(folder.resolve("sunset.jpg")).hasContent("JPEG");
    }

    @Test
    void bodies() throws Exception {
        Handler upper = request -> Reply.stream("text/plain", writer -> {
            for (var piece = request.body().read();
                    piece.isPresent();
                    piece = request.body().read()) {
                writer.write(new String(piece.get(), StandardCharsets.UTF_8).toUpperCase(Locale.ROOT));
            }
        });
        try (var served = Served.by(upper);
                var peer = served.peer()) {
            assertThat(peer.post("/", "abc").answer().body()).isEqualTo("ABC");
        }
    }

    @Test
    void server_sent_events() throws Exception {
        var shown = new ArrayList<String>(List.of("open", "sold"));
        Handler prices = request -> Reply.events(events -> {
            for (String word : shown) {
                events.send(ServerSentEvent.of(word).type("state"));
            }
        });
        try (var served = Served.by(prices);
                var peer = served.peer()) {
            var answer = peer.get("/").answer();
            assertThat(answer.header("content-type")).isEqualTo("text/event-stream");
            assertThat(answer.header("cache-control")).isEqualTo("no-store");
            assertThat(answer.body()).isEqualTo("event: state\ndata: open\n\nevent: state\ndata: sold\n\n");
        }
    }

    @Test
    void tls() throws Exception {
        var options = ServerOptions.local().selfSigned("localhost", "127.0.0.1");
        try (var served = Served.by(options, request -> Reply.text(request.origin()))) {
            assertThat(served.server().url()).startsWith("https://127.0.0.1:");
            try (var peer = RawPeer.over(Trusting.connect(served.server().address()))) {
                assertThat(peer.get("/").answer().body()).isEqualTo("https://a");
                assertThat(peer.post("/", "x".repeat(100_000)).answer().status())
                        .isEqualTo(200);
            }
        }
    }
}
