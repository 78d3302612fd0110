package heddle.tests;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.async.TaskGroup;
import heddle.client.ClientSession;
import heddle.client.auth.Auth;
import heddle.http.websocket.CloseCode;
import heddle.http.websocket.WebSocketClosedException;
import heddle.server.HttpServer;
import heddle.server.Router;
import heddle.server.ServerOptions;
import heddle.server.WebSocketRoute;
import heddle.websocket.Message;
import heddle.websocket.MessageKind;
import heddle.websocket.MessageReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What `docs/websocket.md` shows, run.
class WebSocketGuideTest {
    private final List<String> log = new ArrayList<>();

    @FunctionalInterface
    private interface Visit {
        void with(ClientSession session, String url) throws Exception;
    }

    private void visit(Visit visit) throws Exception {
        Router router = Router.builder()
                .get("/chat", WebSocketRoute.of((socket, request) -> {
                    String name = request.query("name").orElse("somebody");
                    for (Message message : socket) {
                        switch (message) {
                            case Message.Text(String text) -> socket.send(name + ": " + text);
                            case Message.Binary _ -> socket.close(CloseCode.UNSUPPORTED_DATA, "text only");
                        }
                    }
                }))
                .build();
        Async.run(() -> Async.timeout(Duration.ofSeconds(60), () -> {
            try (var server = HttpServer.open(ServerOptions.local(), router);
                    var session = ClientSession.open()) {
                visit.with(session, server.url().replaceFirst("http", "ws") + "/chat");
            }
        }));
    }

    @Test
    void talking() throws Exception {
        visit((session, url) -> {
            try (var socket = session.webSocket(url + "?name=ada").connect()) {
                socket.send("hello");
                if (socket.receive().orElse(null) instanceof Message.Text(String text)) {
                    log.add(text);
                }
            }
            assertThat(log).containsExactly("ada: hello");
        });
    }

    @Test
    void listening_beside_talking() throws Exception {
        visit((session, url) -> {
            try (var socket = session.webSocket(url).connect()) {
                TaskGroup.run(group -> {
                    group.start(() -> socket.forEach(message -> log.add(message.toString())));
                    socket.send("one");
                    socket.send("two");
                    socket.close(CloseCode.NORMAL, "bye");
                });
            }
            assertThat(log.size()).isLessThanOrEqualTo(2);
        });
    }

    @Test
    void ends() throws Exception {
        visit((session, url) -> {
            try (var socket = session.webSocket(url).connect()) {
                socket.send(new byte[] {1, 2, 3});
                try {
                    Optional<Message> message = socket.receive(); // empty after 1000, 1001 or no code
                    log.add(message.toString());
                } catch (WebSocketClosedException closed) {
                    log.add(closed.code() + " " + closed.reason());
                }
            }
            assertThat(log).containsExactly("1003 text only");
        });
    }

    @Test
    void long_messages() throws Exception {
        visit((session, url) -> {
            try (var socket = session.webSocket(url).connect()) {
                socket.send(MessageKind.TEXT, writer -> {
                    for (int i = 0; i < 3; i++) {
                        writer.write("piece " + i + ", ");
                    }
                });
                MessageReader reader = socket.receiveStreamed().orElseThrow();
                for (String text = reader.readText(); !text.isEmpty(); text = reader.readText()) {
                    log.add(text);
                }
            }
            assertThat(String.join("", log)).isEqualTo("somebody: piece 0, piece 1, piece 2, ");
        });
    }

    @Test
    void options() throws Exception {
        visit((session, url) -> {
            var request = session.webSocket(url)
                    .protocols("chat.v2", "chat.v1")
                    .header("Origin", url.replaceFirst("ws", "http").replace("/chat", ""))
                    .request(each -> each.auth(Auth.basic("ada", "secret")).timeout(Duration.ofSeconds(10)))
                    .options(each -> each.heartbeat(Duration.ofSeconds(20))
                            .messageBytesMax(1 << 20)
                            .compressed());
            try (var socket = request.connect()) {
                log.add(socket.protocol().orElse("none"));
            }
            assertThat(log).containsExactly("none");
        });
    }

    @Test
    void a_route_with_options() {
        var chat = WebSocketRoute.of((socket, _) -> socket.send("welcome"))
                .origins("https://example.com", "https://www.example.com")
                .protocols("chat.v2", "chat.v1")
                .options(options -> options.heartbeat(Duration.ofSeconds(30)).compressed());
        assertThat(chat.toString()).contains("chat.v2");
    }
}
