package heddle.client.http2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import heddle.async.Async;
import heddle.client.trace.CallEvent;
import heddle.client.trace.CloseReason;
import heddle.client.trace.ConnectionEvent;
import heddle.client.trace.ExchangeEvent;
import heddle.client.trace.Heard;
import heddle.http.ConnectionLostException;
import heddle.http.HttpVersion;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a session tells where its server speaks HTTP/2, frame by frame.
class Http2EventsTest {
    private final Heard heard = new Heard();

    private List<CloseReason> closings() {
        return heard.all(ConnectionEvent.Closed.class).stream()
                .map(ConnectionEvent.Closed::reason)
                .toList();
    }

    @Test
    void a_server_that_goes_away_is_why_a_connection_ends_and_requests_are_sent_again() throws Exception {
        try (var peer = FramePeer.playing(
                connection -> {
                    int first = connection.request().stream();
                    connection.request();
                    connection.goAway(first, 0, "");
                    connection.respond(first, "old");
                    connection.awaitClose();
                },
                connection -> {
                    connection.respond(connection.request().stream(), "new");
                    connection.awaitClose();
                })) {
            Sessions.visit(
                    options -> options.listener(heard),
                    session -> Async.forEach(
                            List.of(1, 2),
                            _ -> session.post(peer.url()).body("question").discard()));
        }
        assertThat(closings()).containsExactly(CloseReason.GOING_AWAY, CloseReason.SESSION_CLOSED);
        assertThat(heard.only(CallEvent.Retried.class).reason()).isEqualTo("the server did nothing about it");
        assertThat(heard.all(ConnectionEvent.Opened.class))
                .extracting(ConnectionEvent.Opened::version)
                .containsOnly(HttpVersion.HTTP_2);
        assertThat(heard.all(ExchangeEvent.HeadSent.class)).hasSize(3).allSatisfy(sent -> {
            assertThat(sent.version()).isEqualTo(HttpVersion.HTTP_2);
            assertThat(sent.bytes()).isZero();
            assertThat(sent.headers().first("content-length")).hasValue("8");
        });
        assertThat(heard.all(ExchangeEvent.BodySent.class)).hasSize(3);
        assertThat(heard.all(ExchangeEvent.Completed.class)).hasSize(2);
    }

    @Test
    void a_server_that_answers_no_ping_is_told_so() throws Exception {
        try (var peer = FramePeer.playing(connection -> {
            connection.request();
            connection.await(FrameConnection.PING);
            connection.awaitClose();
        })) {
            Sessions.visitInVirtualTime(
                    options -> options.listener(heard)
                            .timeouts(timeouts -> timeouts.firstByte(Duration.ofMinutes(3)))
                            .http2(http2 -> http2.pings(Duration.ofSeconds(10), Duration.ofSeconds(5))),
                    session -> assertThat(
                                    catchThrowable(() -> session.get(peer.url()).text()))
                            .isInstanceOf(ConnectionLostException.class));
        }
        assertThat(closings()).containsExactly(CloseReason.PING_UNANSWERED);
    }
}
