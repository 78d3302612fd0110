package heddle.client.http2;

import static heddle.client.http2.FrameConnection.MAX_CONCURRENT_STREAMS;
import static heddle.client.http2.FrameConnection.RST_STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.async.TaskGroup;
import heddle.client.ClientSession;
import heddle.http.ConnectionLostException;
import heddle.http.HttpException;
import heddle.http.HttpTimeoutException;
import heddle.http.LimitExceededException;
import heddle.http.Phase;
import heddle.http.ProtocolException;
import heddle.http.StreamResetException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Family 10 of the cases: what the server of an HTTP/2 connection may do to those who share it.
class Http2CasesTest {
    private static void answerAll(FrameConnection connection) throws Exception {
        while (true) {
            connection.respond(connection.request().stream(), "ok");
        }
    }

    @Test
    void goaway_spares_the_streams_it_names_and_the_others_are_sent_again() throws Exception {
        try (var peer = FramePeer.playing(
                connection -> {
                    int first = connection.request().stream();
                    connection.request();
                    connection.request();
                    connection.goAway(first, 0, "");
                    connection.respond(first, "old");
                    connection.awaitClose();
                },
                connection -> {
                    for (int i = 0; i < 2; i++) {
                        connection.respond(connection.request().stream(), "new");
                    }
                    connection.awaitClose();
                })) {
            Sessions.visit(session -> assertThat(Async.gather(
                            List.of(1, 2, 3),
                            _ -> session.post(peer.url()).body("not idempotent").text()))
                    .containsExactlyInAnyOrder("old", "new", "new"));
            assertThat(peer.connections()).isEqualTo(2);
        }
    }

    @Test
    void goaway_while_idle_closes_the_connection() throws Exception {
        var closed = new CountDownLatch(1);
        try (var peer = FramePeer.playing(
                connection -> {
                    connection.respond(connection.request().stream(), "first");
                    connection.goAway(1, 0, "");
                    connection.awaitClose();
                    closed.countDown();
                },
                Http2CasesTest::answerAll)) {
            Sessions.visit(session -> {
                assertThat(session.get(peer.url()).text()).isEqualTo("first");
                Async.toThread(() -> closed.await());
                assertThat(session.get(peer.url()).text()).isEqualTo("ok");
            });
        }
    }

    @Test
    void what_goaway_names_and_nobody_answers_fails_with_its_reason() throws Exception {
        try (var peer = FramePeer.playing(connection -> {
            int stream = connection.request().stream();
            connection.headers(stream, false, ":status", "200");
            connection.goAway(stream, 11, "too much of you");
        })) {
            Sessions.visit(session -> {
                var lost = failure(ConnectionLostException.class, session, peer);
                assertThat(lost).hasMessageContaining("ENHANCE_YOUR_CALM: too much of you");
                assertThat(lost.isRetryable()).isTrue();
            });
        }
    }

    @Test
    void trailers_are_there_once_the_body_has_been_read() throws Exception {
        try (var peer = FramePeer.playing(connection -> {
            int stream = connection.request().stream();
            connection.headers(stream, false, ":status", "200");
            connection.data(stream, false, "body");
            connection.headers(stream, true, "x-sum", "123", "x-sum", "456");
            connection.awaitClose();
        })) {
            Sessions.visit(session -> {
                try (var response = session.get(peer.url()).send()) {
                    assertThat(response.text()).isEqualTo("body");
                    assertThat(response.trailers().all("X-Sum")).containsExactly("123", "456");
                    assertThat(response.headers().has("X-Sum")).isFalse();
                }
            });
        }
    }

    @Test
    void a_reset_stream_fails_alone() throws Exception {
        try (var peer = FramePeer.playing(connection -> {
            int[] streams = streamsOf(connection, "/", "/fine");
            int failing = streams[0];
            connection.headers(failing, false, ":status", "200", "content-length", "10");
            connection.data(failing, false, "abc");
            connection.reset(failing, 2);
            connection.respond(streams[1], "fine");
            connection.awaitClose();
        })) {
            Sessions.visit(session -> {
                TaskGroup.run(group -> {
                    var failing = group.start(() -> failure(StreamResetException.class, session, peer));
                    var fine =
                            group.start(() -> session.get(peer.url() + "fine").text());
                    assertThat(fine.await()).isEqualTo("fine");
                    assertThat(failing.await())
                            .hasMessageContaining("INTERNAL_ERROR")
                            .hasMessageContaining("after 3 of 10 body bytes");
                });
            });
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_refused_stream_is_sent_again_whatever_its_method() throws Exception {
        try (var peer = FramePeer.playing(connection -> {
            connection.reset(connection.request().stream(), 7);
            connection.reset(connection.request().stream(), 7);
            var third = connection.request();
            connection.body(third.stream());
            connection.respond(third.stream(), "third time");
            connection.awaitClose();
        })) {
            Sessions.visit(session ->
                    assertThat(session.post(peer.url()).body("abc").text()).isEqualTo("third time"));
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_stream_that_is_refused_for_ever_fails_in_the_end() throws Exception {
        try (var peer = FramePeer.playing(connection -> {
            for (int i = 0; i < 4; i++) {
                connection.reset(connection.request().stream(), 7);
            }
            connection.awaitClose();
        })) {
            Sessions.visit(session -> {
                var refused = failure(StreamResetException.class, session, peer);
                assertThat(refused.errorCode()).isEqualTo(7);
                assertThat(refused.isRetryable()).isTrue();
                assertThat(refused).hasMessageContaining("REFUSED_STREAM");
            });
        }
    }

    @Test
    void the_limit_of_streams_is_kept_and_the_others_wait() throws Exception {
        var waiting = new CountDownLatch(1);
        try (var peer = FramePeer.playingUngreeted(connection -> {
            connection.greet(MAX_CONCURRENT_STREAMS, 2);
            connection.respond(connection.request().stream(), "ok"); // by now the client knows
            waiting.await();
            for (int i = 0; i < 10; i++) {
                int one = connection.request().stream();
                int two = connection.request().stream();
                connection.send(FrameConnection.PING, 0, 0, new byte[8]);
                assertThat(connection.next().type()).as("no third").isEqualTo(FrameConnection.PING);
                connection.respond(two, "ok");
                connection.respond(one, "ok");
            }
            connection.awaitClose();
        })) {
            Sessions.visit(options -> options.pool(pool -> pool.perHostMax(1)), session -> {
                session.get(peer.url()).text();
                TaskGroup.run(group -> {
                    var all = IntStream.range(0, 20)
                            .mapToObj(_ ->
                                    group.start(() -> session.get(peer.url()).text()))
                            .toList();
                    while (session.statistics().waiting() < 18) {
                        Async.yield();
                    }
                    waiting.countDown();
                    all.forEach(task -> assertThat(task.await()).isEqualTo("ok"));
                });
            });
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_limit_that_is_lowered_holds_from_then_on() throws Exception {
        try (var peer = FramePeer.playing(connection -> {
            int[] streams = new int[3];
            for (int i = 0; i < 3; i++) {
                streams[i] = connection.request().stream();
            }
            connection.settings(MAX_CONCURRENT_STREAMS, 1);
            for (int stream : streams) {
                connection.respond(stream, "many");
            }
            for (int i = 0; i < 3; i++) {
                int stream = connection.request().stream();
                connection.send(FrameConnection.PING, 0, 0, new byte[8]);
                assertThat(connection.next().type()).as("no second").isEqualTo(FrameConnection.PING);
                connection.respond(stream, "one");
            }
            connection.awaitClose();
        })) {
            Sessions.visit(options -> options.pool(pool -> pool.perHostMax(1)), session -> {
                assertThat(texts(session, peer, 3)).containsOnly("many");
                assertThat(texts(session, peer, 3)).containsOnly("one");
            });
        }
    }

    @Test
    void a_second_connection_is_made_when_a_whole_round_would_have_to_wait() throws Exception {
        var all = new CountDownLatch(4);
        FramePeer.Script two = connection -> {
            connection.greet(MAX_CONCURRENT_STREAMS, 2);
            int first = connection.request().stream();
            int second = connection.request().stream();
            all.countDown();
            all.countDown();
            all.await();
            connection.respond(first, "ok");
            connection.respond(second, "ok");
            connection.awaitClose();
        };
        try (var peer = FramePeer.playingUngreeted(
                connection -> {
                    connection.greet(MAX_CONCURRENT_STREAMS, 2);
                    connection.respond(connection.request().stream(), "ok");
                    int first = connection.request().stream();
                    int second = connection.request().stream();
                    all.countDown();
                    all.countDown();
                    all.await();
                    connection.respond(first, "ok");
                    connection.respond(second, "ok");
                    connection.awaitClose();
                },
                two)) {
            Sessions.visit(session -> {
                session.get(peer.url()).text();
                assertThat(texts(session, peer, 4)).containsOnly("ok");
                assertThat(session.statistics().connections()).isEqualTo(2);
            });
        }
    }

    @Test
    void a_parent_that_dies_fails_all_its_streams_at_once() throws Exception {
        try (var peer = FramePeer.playing(
                connection -> {
                    for (int i = 0; i < 20; i++) {
                        connection.headers(connection.request().stream(), false, ":status", "200");
                    }
                    connection.reset();
                },
                Http2CasesTest::answerAll)) {
            Sessions.visit(session -> {
                List<ConnectionLostException> failures = Async.gather(
                        IntStream.range(0, 20).boxed().toList(),
                        _ -> failure(ConnectionLostException.class, session, peer));
                assertThat(failures).hasSize(20).doesNotContainNull();
                assertThat(session.get(peer.url()).text()).isEqualTo("ok");
            });
        }
    }

    @Test
    void a_reused_parent_that_dies_unanswered_is_replaced_for_what_may_be_repeated() throws Exception {
        try (var peer = FramePeer.playing(
                connection -> {
                    connection.respond(connection.request().stream(), "first");
                    connection.request();
                    connection.request();
                },
                Http2CasesTest::answerAll)) {
            Sessions.visit(session -> {
                assertThat(session.get(peer.url()).text()).isEqualTo("first");
                TaskGroup.run(group -> {
                    var get = group.start(() -> session.get(peer.url()).text());
                    var post = group.start(() -> catchThrowableOfType(
                            ConnectionLostException.class,
                            () -> session.post(peer.url()).body("x").text()));
                    assertThat(get.await()).isEqualTo("ok");
                    assertThat(post.await()).isNotNull();
                });
            });
        }
    }

    @Test
    void a_cancelled_request_resets_its_stream_alone() throws Exception {
        var asked = new CountDownLatch(1);
        try (var peer = FramePeer.playing(connection -> {
            int[] streams = streamsOf(connection, "/", "/other");
            int cancelled = streams[0];
            asked.countDown();
            var reset = connection.await(RST_STREAM);
            assertThat(reset.stream()).isEqualTo(cancelled);
            assertThat(reset.code()).isEqualTo(8);
            // What was on its way already is passed over in silence.
            connection.headers(cancelled, false, ":status", "200");
            for (int i = 0; i < 50; i++) {
                connection.data(cancelled, false, "late");
            }
            connection.send(FrameConnection.PING, 0, 0, new byte[8]);
            assertThat(connection.next().type()).as("no answer to late frames").isEqualTo(FrameConnection.PING);
            connection.respond(streams[1], "fine");
            connection.awaitClose();
        })) {
            Sessions.visit(session -> {
                TaskGroup.run(group -> {
                    var cancelled = group.start(() -> session.get(peer.url()).text());
                    var other =
                            group.start(() -> session.get(peer.url() + "other").text());
                    Async.toThread(() -> asked.await());
                    cancelled.cancel();
                    assertThat(other.await()).isEqualTo("fine");
                });
            });
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_stream_that_takes_too_long_fails_alone() throws Exception {
        try (var peer = FramePeer.playing(connection -> {
            int slow = connection.request().stream();
            assertThat(connection.await(RST_STREAM).stream()).isEqualTo(slow);
            connection.respond(connection.request().stream(), "fine");
            connection.awaitClose();
        })) {
            Sessions.visitInVirtualTime(options -> options, session -> {
                var late = catchThrowableOfType(
                        HttpTimeoutException.class,
                        () -> session.get(peer.url())
                                .timeouts(timeouts -> timeouts.firstByte(Duration.ofSeconds(5)))
                                .text());
                assertThat(late.phase()).isEqualTo(Phase.FIRST_BYTE);
                assertThat(session.get(peer.url()).text()).isEqualTo("fine");
            });
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_server_that_answers_no_ping_is_given_up_with_all_its_streams() throws Exception {
        try (var peer = FramePeer.playing(connection -> {
            connection.request();
            connection.request();
            connection.await(FrameConnection.PING);
            connection.awaitClose();
        })) {
            Sessions.visitInVirtualTime(
                    options -> options.timeouts(timeouts -> timeouts.firstByte(Duration.ofMinutes(3)))
                            .http2(http2 -> http2.pings(Duration.ofSeconds(10), Duration.ofSeconds(5))),
                    session -> assertThat(Async.gather(
                                    List.of(1, 2), _ -> failure(ConnectionLostException.class, session, peer)))
                            .allSatisfy(
                                    lost -> assertThat(lost).hasMessageContaining("no answer to a ping within 5 s")));
        }
    }

    @Test
    void a_server_that_answers_pings_may_take_its_time() throws Exception {
        try (var peer = FramePeer.playing(connection -> {
            int stream = connection.request().stream();
            for (int i = 0; i < 3; i++) {
                var ping = connection.await(FrameConnection.PING);
                connection.send(FrameConnection.PING, FrameConnection.ACK, 0, ping.payload());
            }
            connection.respond(stream, "at last");
            connection.awaitClose();
        })) {
            Sessions.visitInVirtualTime(
                    options -> options.timeouts(timeouts -> timeouts.firstByte(Duration.ofMinutes(3)))
                            .http2(http2 -> http2.pings(Duration.ofSeconds(10), Duration.ofSeconds(5))),
                    session -> assertThat(session.get(peer.url()).text()).isEqualTo("at last"));
        }
    }

    @Test
    void a_head_that_is_too_large_fails_its_stream_alone() throws Exception {
        try (var peer = FramePeer.playing(connection -> {
            assertThat(connection.setting(FrameConnection.MAX_HEADER_LIST_SIZE)).isEqualTo(4096);
            connection.headers(connection.request().stream(), true, ":status", "200", "x-long", "x".repeat(4500));
            connection.respond(connection.request().stream(), "fine");
            connection.awaitClose();
        })) {
            Sessions.visit(options -> options.limits(limits -> limits.headBytesMax(4096)), session -> {
                var limit = failure(LimitExceededException.class, session, peer);
                assertThat(limit.what()).isEqualTo("response head bytes");
                assertThat(limit.limit()).isEqualTo(4096);
                assertThat(session.get(peer.url()).text()).isEqualTo("fine");
            });
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_head_of_too_many_lines_fails_its_stream_alone() throws Exception {
        String[] fields = new String[2 * 12];
        fields[0] = ":status";
        fields[1] = "200";
        for (int i = 2; i < fields.length; i++) {
            fields[i] = "x-many";
        }
        try (var peer = FramePeer.playing(connection -> {
            connection.headers(connection.request().stream(), true, fields);
            connection.respond(connection.request().stream(), "fine");
            connection.awaitClose();
        })) {
            Sessions.visit(options -> options.limits(limits -> limits.headerLinesMax(10)), session -> {
                assertThat(failure(LimitExceededException.class, session, peer).what())
                        .isEqualTo("header lines");
                assertThat(session.get(peer.url()).text()).isEqualTo("fine");
            });
        }
    }

    @Test
    void a_flood_of_interim_responses_ends_its_stream() throws Exception {
        try (var peer = FramePeer.playing(connection -> {
            int stream = connection.request().stream();
            for (int i = 0; i < 20; i++) {
                connection.headers(stream, false, ":status", "103");
            }
            assertThat(connection.await(RST_STREAM).stream()).isEqualTo(stream);
            connection.awaitClose();
        })) {
            Sessions.visit(session -> assertThat(
                            failure(LimitExceededException.class, session, peer).what())
                    .isEqualTo("interim responses"));
        }
    }

    @Test
    void a_server_of_http_1_is_told_from_one_of_http_2() throws Exception {
        try (var peer = FramePeer.playingUngreeted(connection -> {
            connection.write(
                    "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            connection.awaitClose();
        })) {
            Sessions.visit(session -> assertThat(failure(ProtocolException.class, session, peer))
                    .hasMessageContaining("HTTP/2 broke down"));
        }
    }

    private static List<String> texts(ClientSession session, FramePeer peer, int count) {
        return Async.gather(
                IntStream.range(0, count).boxed().toList(),
                _ -> session.get(peer.url()).text());
    }

    /// The streams of the next requests, which are for these paths, whichever comes first.
    private static int[] streamsOf(FrameConnection connection, String... paths) throws Exception {
        int[] streams = new int[paths.length];
        for (int i = 0; i < paths.length; i++) {
            var head = connection.request();
            streams[List.of(paths).indexOf(head.fields().get(":path"))] = head.stream();
        }
        return streams;
    }

    private static <T extends HttpException> T failure(Class<T> type, ClientSession session, FramePeer peer) {
        T failure = catchThrowableOfType(type, () -> session.get(peer.url()).text());
        assertThat(failure).isNotNull();
        return failure;
    }
}
