package heddle.client.body;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.client.peer.Client;
import heddle.client.peer.RefusedUpload;
import heddle.client.peer.ScriptedPeer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// Bodies that wait until the server wants them (RFC 9110, 10.1.1).
class ExpectTest {
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
    private static final String OK = ScriptedPeer.ok("thanks");

    @Test
    void a_body_waits_for_100() throws Exception {
        List<Object> seen = new CopyOnWriteArrayList<>();
        try (var peer = ScriptedPeer.playing(connection -> {
            String head = connection.readHead();
            seen.add(head.contains("Expect: 100-continue\r\n") && head.contains("Content-Length: 7\r\n"));
            seen.add(connection.hasMore());
            connection.write(CONTINUE);
            seen.add(connection.readBody(7));
            connection.write(OK);
            connection.awaitClose();
        })) {
            String text = Client.run(session ->
                    session.post(peer.url()).expectContinue().body("payload").text());
            assertThat(text).isEqualTo("thanks");
            assertThat(seen).containsExactly(true, false, "payload");
        }
    }

    @Test
    void a_server_that_says_nothing_gets_it_after_a_second() throws Exception {
        try (var peer = ScriptedPeer.repeating(OK)) {
            Client.visitInVirtualTime(options -> options, session -> {
                var exchange = session.post(peer.url())
                        .expectContinue()
                        .body(RequestBody.of(ScriptedPeer.latin1("payload")))
                        .discard();
                assertThat(exchange.timings().total().toMillis()).isBetween(1_000L, 5_000L);
            });
            assertThat(peer.requests().getFirst()).endsWith("payload");
        }
    }

    @Test
    void a_server_that_refuses_gets_no_body_and_the_connection_is_not_used_again() throws Exception {
        try (var peer = ScriptedPeer.playing(
                connection -> {
                    connection.readHead();
                    connection.write("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno");
                    connection.awaitClose();
                },
                connection -> {
                    connection.readRequest();
                    connection.write(OK);
                })) {
            Client.visit(session -> {
                RefusedUpload.send(session, peer.url());
                assertThat(session.get(peer.url()).text()).isEqualTo("thanks");
            });
            assertThat(peer.connections()).isEqualTo(2);
        }
    }

    @Test
    void without_a_body_nothing_is_waited_for() throws Exception {
        try (var peer = ScriptedPeer.repeating(OK)) {
            var exchange = Client.run(
                    session -> session.post(peer.url()).expectContinue().discard());
            assertThat(exchange.timings().total().toMillis()).isLessThan(900);
        }
    }
}
