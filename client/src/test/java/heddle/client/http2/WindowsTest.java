package heddle.client.http2;

import static heddle.client.http2.FrameConnection.INITIAL_WINDOW_SIZE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.client.Request;
import heddle.client.SessionOptions;
import heddle.http.HttpTimeoutException;
import heddle.http.LimitExceededException;
import heddle.http.Phase;
import heddle.http.ProtocolException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Family 10 of the cases: windows, both ways. The reader's pace is the server's.
class WindowsTest {
    private static final int SMALL = 64 << 10;

    /// RFC 9113, section 7.
    private static final int FLOW_CONTROL_ERROR = 3;

    @Test
    void windows_are_of_16_mib_a_stream_and_open_with_the_first_flight() throws Exception {
        try (var peer = FramePeer.playing(connection -> {
            assertThat(connection.setting(INITIAL_WINDOW_SIZE)).isEqualTo(16 << 20);
            int stream = connection.request().stream();
            assertThat(connection.window(0)).isEqualTo((64 << 20) - 65_535);
            connection.respond(stream, "ok");
            connection.awaitClose();
        })) {
            Sessions.visit(session -> assertThat(session.get(peer.url()).text()).isEqualTo("ok"));
        }
    }

    @Test
    void a_window_opens_as_the_reader_pulls_and_not_before() throws Exception {
        var full = new CountDownLatch(1);
        try (var peer = FramePeer.playing(connection -> {
            int stream = connection.request().stream();
            connection.headers(stream, false, ":status", "200");
            for (int i = 0; i < 4; i++) {
                connection.data(stream, false, new byte[SMALL / 4]);
            }
            connection.send(FrameConnection.PING, 0, 0, new byte[8]);
            connection.await(FrameConnection.PING);
            assertThat(connection.window(stream)).as("nobody has read").isZero();
            full.countDown();
            connection.awaitWindow(stream, SMALL / 2);
            connection.data(stream, true, "the end");
            connection.awaitClose();
        })) {
            Sessions.visit(WindowsTest::small, session -> {
                try (var response = session.get(peer.url()).send()) {
                    Async.toThread(() -> full.await());
                    assertThat(response.bytes()).hasSize(SMALL + 7);
                }
            });
        }
    }

    @Test
    void more_than_a_streams_window_fails_the_stream_alone() throws Exception {
        var ended = new CountDownLatch(1);
        try (var peer = FramePeer.playing(connection -> {
            int stream = overfill(connection);
            var reset = connection.await(FrameConnection.RST_STREAM);
            assertThat(reset.stream()).isEqualTo(stream);
            assertThat(reset.code()).isEqualTo(FLOW_CONTROL_ERROR);
            ended.countDown();
            connection.respond(connection.request().stream(), "fine");
            connection.awaitClose();
        })) {
            Sessions.visit(WindowsTest::small, session -> {
                assertThat(whatEnds(session.get(peer.url()), ended)).isNotNull();
                assertThat(session.get(peer.url()).text()).isEqualTo("fine");
            });
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void more_than_the_connections_window_ends_the_connection() throws Exception {
        var ended = new CountDownLatch(1);
        try (var peer = FramePeer.playing(connection -> {
            overfill(connection);
            assertThat(connection.awaitClose()).isEqualTo(FLOW_CONTROL_ERROR);
            ended.countDown();
        })) {
            Sessions.visit(
                    options -> options.http2(http2 -> http2.windows(SMALL, SMALL)),
                    session -> assertThat(whatEnds(session.get(peer.url()), ended))
                            .hasMessageContaining("HTTP/2 broke down"));
        }
    }

    /// Answers the next request with a quarter more than [#SMALL].
    private static int overfill(FrameConnection connection) throws Exception {
        int stream = connection.request().stream();
        connection.headers(stream, false, ":status", "200");
        for (int i = 0; i < 5; i++) {
            connection.data(stream, false, new byte[SMALL / 4]);
        }
        return stream;
    }

    /// Why the response cannot be read, asked only after the server has been told: whoever reads opens the window.
    private static ProtocolException whatEnds(Request request, CountDownLatch told) throws Exception {
        try (var response = request.send()) {
            Async.toThread(() -> told.await());
            return catchThrowableOfType(ProtocolException.class, () -> response.bytes());
        }
    }

    @Test
    void a_response_that_nobody_reads_does_not_hold_up_the_others() throws Exception {
        try (var peer = FramePeer.playing(connection -> {
            int unread = connection.request().stream();
            connection.headers(unread, false, ":status", "200");
            for (int i = 0; i < 4; i++) {
                connection.data(unread, false, new byte[SMALL / 4]);
            }
            int read = connection.request().stream();
            connection.headers(read, false, ":status", "200");
            for (int i = 0; i < 20; i++) {
                connection.awaitWindow(read, Math.max(0, (i - 3) * SMALL / 4));
                connection.data(read, false, new byte[SMALL / 4]);
            }
            connection.data(read, true, "");
            connection.awaitClose();
        })) {
            Sessions.visit(WindowsTest::small, session -> {
                try (var unread = session.get(peer.url()).send()) {
                    assertThat(session.get(peer.url()).bytes()).hasSize(5 * SMALL);
                    assertThat(unread.status().code()).isEqualTo(200);
                }
            });
        }
    }

    @Test
    void what_is_given_up_unread_goes_back_to_the_connections_window() throws Exception {
        var opened = new CountDownLatch(1);
        try (var peer = FramePeer.playing(connection -> {
            int unread = connection.request().stream();
            connection.headers(unread, false, ":status", "200");
            for (int i = 0; i < 4; i++) {
                connection.data(unread, false, new byte[SMALL / 4]);
            }
            connection.await(FrameConnection.RST_STREAM);
            for (int i = 0; i < 8; i++) {
                connection.data(unread, false, new byte[SMALL / 4]); // on their way when the reset came
            }
            connection.awaitWindow(0, 4 * SMALL - 65_535 + 2 * SMALL);
            opened.countDown();
            connection.respond(connection.request().stream(), "room");
            connection.awaitClose();
        })) {
            Sessions.visit(WindowsTest::small, session -> {
                session.get(peer.url()).send().close();
                Async.toThread(() -> opened.await());
                assertThat(session.get(peer.url()).text()).isEqualTo("room");
            });
        }
    }

    @Test
    void an_upload_waits_for_the_servers_window() throws Exception {
        try (var peer = FramePeer.playingUngreeted(connection -> {
            connection.greet(INITIAL_WINDOW_SIZE, 10);
            connection.respond(connection.request().stream(), "greeted"); // by now the client knows
            int stream = connection.request().stream();
            var text = new StringBuilder();
            while (text.length() < 100) {
                var piece = connection.await(FrameConnection.DATA);
                assertThat(piece.payload().length).isLessThanOrEqualTo(10);
                text.append(piece.text());
                connection.openWindow(stream, piece.payload().length);
            }
            connection.respond(stream, text.toString());
            connection.awaitClose();
        })) {
            Sessions.visit(session -> {
                session.get(peer.url("/greeted")).text();
                assertThat(session.post(peer.url())
                                .body("0123456789".repeat(10))
                                .text())
                        .isEqualTo("0123456789".repeat(10));
            });
        }
    }

    /// Of which there are 65,535 bytes, whatever the settings say (RFC 9113, 6.9.2).
    @Test
    void an_upload_waits_for_the_connections_window() throws Exception {
        int body = 200_000;
        try (var peer = FramePeer.playingUngreeted(connection -> {
            connection.greet(INITIAL_WINDOW_SIZE, 16 << 20);
            connection.respond(connection.request().stream(), "greeted"); // by now the client knows
            int stream = connection.request().stream();
            assertThat(read(connection, 65_535)).isEqualTo(65_535);
            connection.send(FrameConnection.PING, 0, 0, new byte[8]);
            assertThat(connection.next().type()).as("no more").isEqualTo(FrameConnection.PING);
            connection.openWindow(0, body);
            connection.respond(stream, Integer.toString(65_535 + read(connection, body - 65_535)));
            connection.awaitClose();
        })) {
            Sessions.visit(session -> {
                session.get(peer.url("/greeted")).text();
                assertThat(session.post(peer.url()).body(new byte[body]).text()).isEqualTo("200000");
            });
        }
    }

    /// Reads so many bytes of a body, or a frame more.
    private static int read(FrameConnection connection, int bytes) throws Exception {
        int read = 0;
        while (read < bytes) {
            read += connection.await(FrameConnection.DATA).payload().length;
        }
        return read;
    }

    @Test
    void a_server_that_opens_no_window_is_too_slow_for_one_stream_alone() throws Exception {
        try (var peer = FramePeer.playingUngreeted(connection -> {
            connection.greet(INITIAL_WINDOW_SIZE, 10);
            connection.respond(connection.request().stream(), "greeted");
            int stalled = connection.request().stream();
            assertThat(connection.await(FrameConnection.RST_STREAM).stream()).isEqualTo(stalled);
            connection.respond(connection.request().stream(), "fine");
            connection.awaitClose();
        })) {
            Sessions.visitInVirtualTime(WindowsTest::withoutPings, session -> {
                session.get(peer.url()).text();
                var slow = catchThrowableOfType(
                        HttpTimeoutException.class,
                        () -> session.post(peer.url()).body("x".repeat(100)).text());
                assertThat(slow.phase()).isEqualTo(Phase.WRITE);
                assertThat(session.get(peer.url()).text()).isEqualTo("fine");
            });
        }
    }

    @Test
    void a_reader_who_takes_his_time_is_not_counted_as_the_servers_silence() throws Exception {
        var full = new CountDownLatch(1);
        try (var peer = FramePeer.playing(connection -> {
            int stream = connection.request().stream();
            connection.headers(stream, false, ":status", "200");
            for (int i = 0; i < 4; i++) {
                connection.data(stream, false, new byte[SMALL / 4]);
            }
            connection.send(FrameConnection.PING, 0, 0, new byte[8]);
            connection.await(FrameConnection.PING);
            full.countDown();
            connection.awaitWindow(stream, SMALL / 2);
            connection.data(stream, true, "the end");
            connection.awaitClose();
        })) {
            Sessions.visitInVirtualTime(
                    options ->
                            withoutPings(small(options)).timeouts(timeouts -> timeouts.readGap(Duration.ofSeconds(25))),
                    session -> {
                        try (var response = session.get(peer.url()).send()) {
                            Async.toThread(() -> full.await());
                            Async.sleep(Duration.ofMinutes(1));
                            assertThat(response.bytes()).hasSize(SMALL + 7);
                        }
                    });
        }
    }

    @Test
    void the_limit_on_a_body_holds() throws Exception {
        try (var peer = FramePeer.playing(connection -> {
            int stream = connection.request().stream();
            connection.headers(stream, false, ":status", "200");
            connection.data(stream, false, new byte[1000]);
            connection.data(stream, false, new byte[1]);
            assertThat(connection.await(FrameConnection.RST_STREAM).stream()).isEqualTo(stream);
            connection.awaitClose();
        })) {
            Sessions.visit(options -> options.limits(limits -> limits.bodyBytesMax(1000)), session -> {
                var limit = catchThrowableOfType(
                        LimitExceededException.class,
                        () -> session.get(peer.url()).text());
                assertThat(limit.what()).isEqualTo("body bytes");
            });
        }
    }

    @Test
    void a_body_in_tiny_frames_that_nobody_reads_takes_no_more_memory_than_allowed() throws Exception {
        var ended = new CountDownLatch(1);
        try (var peer = FramePeer.playing(connection -> {
            int stream = connection.request().stream();
            connection.headers(stream, false, ":status", "200");
            byte[] tiny = FrameConnection.frame(FrameConnection.DATA, 0, stream, new byte[1]);
            for (int i = 0; i < SMALL; i++) {
                connection.write(tiny);
            }
            assertThat(connection.await(FrameConnection.RST_STREAM).stream()).isEqualTo(stream);
            ended.countDown();
            connection.awaitClose();
        })) {
            Sessions.visit(WindowsTest::small, session -> {
                try (var response = session.get(peer.url()).send()) {
                    Async.toThread(() -> ended.await());
                    assertThat(catchThrowableOfType(LimitExceededException.class, () -> response.bytes()))
                            .hasMessageContaining("tiny frames");
                }
            });
        }
    }

    private static SessionOptions withoutPings(SessionOptions options) {
        return options.http2(http2 -> http2.pings(Duration.ofHours(1), Duration.ofHours(1)));
    }

    private static SessionOptions small(SessionOptions options) {
        return options.http2(http2 -> http2.windows(SMALL, 4 * SMALL));
    }
}
