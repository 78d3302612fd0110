package heddle.client.http2;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import heddle.client.body.RequestBody;
import heddle.http.Headers;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// Fields that are sent behind the body of a request, over HTTP/2 (RFC 9113, 8.1).
class RequestTrailersTest {
    @Test
    void trailers_end_the_stream_behind_the_body() throws Exception {
        List<Object> seen = new CopyOnWriteArrayList<>();
        try (var peer = FramePeer.playing(connection -> {
            var head = connection.request();
            var data = connection.next();
            seen.add(data.text());
            seen.add(data.has(FrameConnection.END_STREAM));
            var trailers = connection.request();
            seen.add(trailers.fields());
            seen.add(trailers.isLast());
            connection.respond(head.stream(), "thanks");
            connection.awaitClose();
        })) {
            var left = new ArrayDeque<>(List.of("hello"));
            RequestBody body = RequestBody.of(
                    () -> ByteBuffer.wrap((left.isEmpty() ? "" : left.removeFirst()).getBytes(US_ASCII)),
                    () -> Headers.of("X-Sum", "5"));
            Sessions.visit(session ->
                    assertThat(session.post(peer.url()).body(body).text()).isEqualTo("thanks"));
            assertThat(seen).containsExactly("hello", false, Map.of("x-sum", "5"), true);
        }
    }
}
