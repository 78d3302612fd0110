package heddle.tests.guides;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.TaskGroup;
import heddle.server.Handler;
import heddle.server.Router;
import heddle.server.WebSocketRoute;
import heddle.websocket.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What `docs/guides/websocket.md` shows, run.
class WebsocketGuideTest {
    private final List<String> log = new ArrayList<>();
    private final Handler router = Router.builder()
            .get("/", WebSocketRoute.of((socket, _) -> {
                for (Message message : socket) {
                    if (message instanceof Message.Text(String text)) {
                        socket.send("you said " + text);
                    }
                }
            }))
            .build();

    @Test
    void a_question_and_its_answer() throws Exception {
        Site.visit(router, (session, http) -> {
            String url = http.replaceFirst("http", "ws");
            try (var socket = session.webSocket(url).connect()) {
                socket.send("hello");
                if (socket.receive().orElse(null) instanceof Message.Text(String text)) {
                    log.add(text);
                }
            }
        });
        assertThat(log).containsExactly("you said hello");
    }

    @Test
    void talking_beside_listening() throws Exception {
        Site.visit(router, (session, url) -> {
            try (var socket = session.webSocket(url)
                    .options(options -> options.heartbeat(Duration.ofSeconds(20)))
                    .connect()) {
                TaskGroup.run(group -> {
                    var heard = group.start(() -> socket.receive());
                    socket.send("one");
                    log.add(heard.await().orElseThrow().toString());
                });
            }
        });
        assertThat(log).singleElement().asString().contains("you said one");
    }
}
