package heddle.client.http2;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.client.peer.RefusedUpload;
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
            for (int i = 0; i < 5; i++) {
                connection.send(FrameConnection.PING, 0, 0, new byte[8]);
                assertThat(connection.next().type()).as("no body yet").isEqualTo(FrameConnection.PING);
            }
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

    @Test
    void a_server_that_says_nothing_gets_it_after_a_second() throws Exception {
        try (var peer = FramePeer.playing(connection -> {
            int stream = connection.request().stream();
            connection.respond(stream, connection.body(stream));
            connection.awaitClose();
        })) {
            Sessions.visitInVirtualTime(options -> options, session -> {
                try (var response = session.post(peer.url())
                        .expectContinue()
                        .body("payload")
                        .send()) {
                    assertThat(response.text()).isEqualTo("payload");
                    assertThat(response.timings().total().toMillis()).isBetween(1_000L, 5_000L);
                }
            });
        }
    }

    /// Where HTTP/1.1 has to close the connection, the stream alone ends.
    @Test
    void a_refusal_gets_no_body_and_the_connection_goes_on() throws Exception {
        try (var peer = FramePeer.playing(connection -> {
            int refused = connection.request().stream();
            connection.headers(refused, false, ":status", "413");
            connection.data(refused, true, "no");
            assertThat(connection.next().type()).as("no body").isNotEqualTo(FrameConnection.DATA);
            connection.respond(connection.request().stream(), "fine");
            connection.awaitClose();
        })) {
            Sessions.visit(session -> {
                RefusedUpload.send(session, peer.url());
                assertThat(session.get(peer.url()).text()).isEqualTo("fine");
            });
            assertThat(peer.connections()).isEqualTo(1);
        }
    }
}
