package heddle.client.http2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// Expect over HTTP/2.
class InvitedBodyTest {
    @Test
    void a_body_waits_for_100() throws Exception {
        List<Object> seen = new CopyOnWriteArrayList<>();
        try (var peer = FramePeer.playing(connection -> {
            var head = connection.request();
            seen.add(head.fields().get("expect"));
            seen.add(head.isLast());
            connection.headers(head.stream(), false, ":status", "100");
            seen.add(connection.body(head.stream()));
            connection.respond(head.stream(), "thanks");
            connection.awaitClose();
        })) {
            Sessions.visit(session -> assertThat(session.post(peer.url())
                            .expectContinue()
                            .body("payload")
                            .text())
                    .isEqualTo("thanks"));
            assertThat(seen).containsExactly("100-continue", false, "payload");
        }
    }
}
