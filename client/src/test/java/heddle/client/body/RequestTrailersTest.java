package heddle.client.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import heddle.http.Headers;
import heddle.http.InvalidRequestException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Fields that are sent behind the body of a request (RFC 9110, 6.5; RFC 9112, 7.1.2).
class RequestTrailersTest {
    private static final String OK = ScriptedPeer.ok("thanks");

    @Test
    void trailers_stand_behind_the_last_chunk() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        try (var peer = ScriptedPeer.playing(connection -> {
            seen.add(connection.readHead());
            seen.add(connection.readBody("5\r\nhello\r\n0\r\nX-Sum: 5\r\nX-Other: a b\r\n\r\n".length()));
            connection.write(OK);
            connection.readRequestThen(OK);
        })) {
            Client.visit(session -> {
                var sent = new AtomicInteger();
                BodySource source = pieces("hello");
                RequestBody body = RequestBody.of(
                        () -> {
                            ByteBuffer piece = source.read();
                            sent.addAndGet(piece.remaining());
                            return piece;
                        },
                        () -> Headers.of("X-Sum", Integer.toString(sent.get()), "X-Other", "a b"));
                assertThat(session.post(peer.url())
                                .header("Trailer", "X-Sum")
                                .body(body)
                                .text())
                        .isEqualTo("thanks");
                assertThat(session.get(peer.url()).text()).isEqualTo("thanks");
                assertThat(session.statistics().dialled()).isEqualTo(1);
            });
            assertThat(seen.getFirst()).contains("Transfer-Encoding: chunked\r\n", "Trailer: X-Sum\r\n");
            assertThat(seen.getLast()).isEqualTo("5\r\nhello\r\n0\r\nX-Sum: 5\r\nX-Other: a b\r\n\r\n");
        }
    }

    @Test
    void a_body_without_a_byte_may_have_them_too() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.readHead();
            seen.add(connection.readBody("0\r\nA: b\r\n\r\n".length()));
            connection.write(OK);
            connection.awaitClose();
        })) {
            Client.visit(session -> assertThat(session.post(peer.url())
                            .body(RequestBody.of(pieces(), () -> Headers.of("A", "b")))
                            .text())
                    .isEqualTo("thanks"));
            assertThat(seen).containsExactly("0\r\nA: b\r\n\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length",
                "transfer-encoding",
                "Host",
                "Authorization",
                "Cookie",
                "Content-Type",
                "If-Match",
                "Trailer",
                "Connection"
            })
    void a_field_that_the_server_needs_before_the_body_is_refused(String name) throws Exception {
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.readHead();
            connection.awaitClose();
        })) {
            Client.visit(session -> assertThatThrownBy(() -> session.post(peer.url())
                            .body(RequestBody.of(pieces("a"), () -> Headers.of(name, "x")))
                            .discard())
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining(name + " is no field for a trailer"));
        }
    }

    private static BodySource pieces(String... texts) {
        var left = new ArrayDeque<>(List.of(texts));
        return () -> ByteBuffer.wrap(ScriptedPeer.latin1(left.isEmpty() ? "" : left.removeFirst()));
    }
}
