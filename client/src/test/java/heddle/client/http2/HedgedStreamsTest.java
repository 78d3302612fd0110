package heddle.client.http2;

import static heddle.client.http2.FrameConnection.RST_STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import heddle.async.Async;
import heddle.async.task.TimeoutExceededException;
import heddle.client.middleware.Hedge;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What the server sees of a request that was sent twice.
class HedgedStreamsTest {
    private static final int CANCEL = 8;
    private static final Hedge HEDGE = Hedge.of(hedge -> hedge.delay(Duration.ofSeconds(1)));

    @Test
    void the_stream_of_the_slower_one_is_reset_and_the_connection_goes_on() throws Exception {
        try (var peer = FramePeer.playing(connection -> {
            int slow = connection.request().stream();
            int quick = connection.request().stream();
            connection.respond(quick, "second");
            var reset = connection.await(RST_STREAM);
            assertThat(reset.stream()).isEqualTo(slow);
            assertThat(reset.code()).isEqualTo(CANCEL);
            connection.respond(connection.request().stream(), "next");
            connection.awaitClose();
        })) {
            Sessions.visitInVirtualTime(options -> options.middleware(HEDGE), session -> {
                assertThat(session.get(peer.url()).text()).isEqualTo("second");
                assertThat(session.get(peer.url()).text()).isEqualTo("next");
            });
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void both_are_reset_when_the_caller_gives_up() throws Exception {
        try (var peer = FramePeer.playing(connection -> {
            int first = connection.request().stream();
            int second = connection.request().stream();
            assertThat(new int[] {connection.await(RST_STREAM).stream(), connection.await(RST_STREAM).stream()})
                    .containsExactlyInAnyOrder(first, second);
            connection.awaitClose();
        })) {
            Sessions.visitInVirtualTime(
                    options -> options.middleware(HEDGE),
                    session -> assertThatExceptionOfType(TimeoutExceededException.class)
                            .isThrownBy(() -> Async.timeout(
                                    Duration.ofSeconds(5),
                                    () -> session.get(peer.url()).discard())));
        }
    }
}
