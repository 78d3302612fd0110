package heddle.server;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Family 10 of the cases: a client sends a body before it can know that the server does not want the request. That
/// concerns its own stream, and no other of the connection.
class Http2LateFramesTest {
    /// Those who open streams may not have read how many they may open (RFC 9113, 6.5.2).
    @Test
    void the_body_of_a_refused_stream_is_passed_over() throws Exception {
        var go = new CountDownLatch(1);
        Handler handler = request -> {
            Async.toThread(() -> go.await());
            return Reply.text(request.body().text());
        };
        var options = ServerOptions.local().limits(ServerLimits.DEFAULT.streamsMax(2));
        try (var served = Served.by(options, handler);
                var peer = FrameClient.connect(served.server().address())) {
            for (int stream = 1; stream < 21; stream += 2) {
                peer.post(stream, "/").data(stream, false, "body of ").data(stream, true, String.valueOf(stream));
            }
            for (int stream = 5; stream < 21; stream += 2) {
                var refused = peer.await(FrameClient.RST_STREAM);
                assertThat(refused.stream()).isEqualTo(stream);
                assertThat(refused.code()).isEqualTo(7);
            }
            peer.data(7, true, "later still");
            go.countDown();
            assertThat(new String[] {peer.answer().body(), peer.answer().body()})
                    .containsExactlyInAnyOrder("body of 1", "body of 3");
            assertThat(peer.post(21, "/").data(21, true, "next").answer().body())
                    .isEqualTo("next");
        }
    }

    @Test
    void the_body_of_what_is_no_request_is_passed_over() throws Exception {
        try (var served = Served.by(request -> Reply.text(request.body().text()));
                var peer = FrameClient.connect(served.server().address())) {
            peer.post(1, "/").data(1, false, "go");
            peer.headers(3, false, ":method", "POST", "x", "1", ":path", "/")
                    .data(3, false, "some")
                    .data(3, true, "thing");
            assertThat(peer.await(FrameClient.RST_STREAM).stream()).isEqualTo(3);
            assertThat(peer.data(1, true, "od").answer().body()).isEqualTo("good");
        }
    }

    @Test
    void a_body_without_a_request_ends_the_connection_as_before() throws Exception {
        try (var served = Served.by(request -> Reply.text(request.body().text()));
                var peer = FrameClient.connect(served.server().address())) {
            peer.data(5, true, "whose?");
            assertThat(peer.await(FrameClient.GOAWAY).code()).isEqualTo(1);
        }
    }
}
