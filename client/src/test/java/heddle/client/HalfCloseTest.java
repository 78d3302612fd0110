package heddle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import heddle.http.ConnectionLostException;
import heddle.http.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Family 6 of the cases: a peer that ends its half of the connection, and a reader that ends his.
class HalfCloseTest {
    @Test
    void an_end_that_comes_with_a_response_spoils_neither_this_nor_the_next() throws Exception {
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.readRequest();
            connection.write(ScriptedPeer.ok("abc"));
            connection.shutdownOutput();
            connection.awaitClose();
        })) {
            Client.visit(session -> {
                for (int i = 0; i < 3; i++) {
                    assertThat(session.get(peer.url()).text()).isEqualTo("abc");
                }
            });
            assertThat(peer.requests()).hasSize(3);
        }
    }

    @Test
    void an_end_in_place_of_a_response_is_a_lost_connection() {
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.readRequest();
            connection.shutdownOutput();
            connection.awaitClose();
        })) {
            var lost = Client.failureOf(peer, ConnectionLostException.class);
            assertThat(lost.phase()).isEqualTo(Phase.FIRST_BYTE);
            assertThat(lost).hasMessageContaining("before the first byte");
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void an_end_in_the_middle_of_a_body_is_a_lost_connection() {
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
            connection.shutdownOutput();
            connection.awaitClose();
        })) {
            assertThat(Client.failureOf(peer, ConnectionLostException.class))
                    .hasMessageContaining("closed after 3 of 10 body bytes");
        }
    }

    @Test
    void an_end_before_the_request_is_sent_is_a_lost_connection() throws Exception {
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.shutdownOutput();
            connection.awaitSilently();
        })) {
            Client.visit(session -> assertThat(catchThrowableOfType(
                            ConnectionLostException.class,
                            () -> session.post(peer.url())
                                    .body(new byte[16 << 20])
                                    .text()))
                    .isNotNull());
        }
    }

    @Test
    void a_response_that_is_not_read_to_its_end_when_the_peer_ends_is_kept_for_its_reader() throws Exception {
        String body = "x".repeat(100_000);
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\n\r\n" + body);
            connection.shutdownOutput();
            connection.awaitClose();
        })) {
            Client.visitInVirtualTime(options -> options.limits(l -> l.bufferedBytesMax(1 << 12)), session -> {
                try (var response = session.get(peer.url()).send()) {
                    Async.sleep(Duration.ofSeconds(10));
                    assertThat(response.bytes()).hasSize(body.length());
                }
            });
        }
    }

    @Test
    void a_reader_that_pauses_and_gives_the_response_back_frees_its_place() throws Exception {
        String body = "x".repeat(4 << 20);
        try (var peer = ScriptedPeer.playing(
                connection -> {
                    connection.readRequest();
                    connection.tryWrite(ScriptedPeer.ok(body));
                },
                connection -> {
                    connection.readRequest();
                    connection.write(ScriptedPeer.ok("next"));
                    connection.awaitClose();
                })) {
            Client.visitInVirtualTime(
                    options -> options.pool(pool -> pool.perHostMax(1)).limits(l -> l.bufferedBytesMax(1 << 12)),
                    session -> {
                        try (var response = session.get(peer.url()).send()) {
                            assertThat(response.body().read().remaining()).isPositive();
                            Async.sleep(Duration.ofSeconds(10));
                            assertThat(response.body().bytesReceived()).isLessThan(body.length());
                        }
                        assertThat(session.get(peer.url()).text()).isEqualTo("next");
                        assertThat(session.statistics()).isEqualTo(new SessionStatistics(1, 1, 0, 0, 2, 2, 0, 0));
                    });
        }
    }
}
