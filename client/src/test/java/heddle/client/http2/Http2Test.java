package heddle.client.http2;

import static heddle.client.http2.FrameConnection.END_STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.client.ClientSession;
import heddle.client.SessionStatistics;
import heddle.client.options.Versions;
import heddle.http.HttpVersion;
import heddle.http.TlsException;
import heddle.net.wire.SelfSigned;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Requests and responses over HTTP/2, as they are meant.
class Http2Test {
    /// Answers every request with its path.
    private static void echo(FrameConnection connection) throws Exception {
        while (true) {
            var request = connection.request();
            connection.respond(request.stream(), request.path());
        }
    }

    @Test
    void a_response_says_that_it_came_by_http_2() throws Exception {
        try (var peer = FramePeer.playing(connection -> {
            var request = connection.request();
            assertThat(request.isLast()).isTrue();
            assertThat(request.fields())
                    .containsEntry(":method", "GET")
                    .containsEntry(":scheme", "http")
                    .containsEntry(":path", "/a?b=c")
                    .containsKey(":authority")
                    .containsEntry("x-mine", "Yes")
                    .doesNotContainKeys("host", "connection", "transfer-encoding");
            connection.headers(request.stream(), false, ":status", "200", "content-type", "text/plain", "x-two", "2");
            connection.data(request.stream(), true, "abc");
            connection.awaitClose();
        })) {
            Sessions.visit(session -> {
                try (var response =
                        session.get(peer.url("/a?b=c")).header("X-Mine", "Yes").send()) {
                    assertThat(response.version()).isEqualTo(HttpVersion.HTTP_2);
                    assertThat(response.status().code()).isEqualTo(200);
                    assertThat(response.headers().first("Content-Type")).contains("text/plain");
                    assertThat(response.headers().first("X-Two")).contains("2");
                    assertThat(response.text()).isEqualTo("abc");
                }
            });
        }
    }

    @Test
    void alpn_agrees_on_it_by_default() throws Exception {
        var identity = SelfSigned.certificate(List.of("127.0.0.1"));
        try (var peer = FramePeer.secured(identity, Http2Test::echo)) {
            Async.run(() -> {
                try (var session = ClientSession.open(options -> options.insecure());
                        var response = session.get(peer.url("/secured")).send()) {
                    assertThat(response.version()).isEqualTo(HttpVersion.HTTP_2);
                    assertThat(response.text()).isEqualTo("/secured");
                }
            });
        }
    }

    @Test
    void a_request_that_wants_http_1_does_not_get_it_from_a_server_that_has_it_not() throws Exception {
        var identity = SelfSigned.certificate(List.of("127.0.0.1"));
        try (var peer = FramePeer.secured(identity, Http2Test::echo)) {
            Sessions.visit(session -> {
                var refused = catchThrowableOfType(
                        TlsException.class,
                        () -> session.get(peer.url())
                                .versions(Versions.HTTP_1_1)
                                .text());
                assertThat(refused).isNotNull();
                assertThat(session.get(peer.url("/still")).text()).isEqualTo("/still");
            });
        }
    }

    @Test
    void a_body_goes_up_and_its_answer_comes_down() throws Exception {
        try (var peer = FramePeer.playing(connection -> {
            var request = connection.request();
            assertThat(request.fields()).containsEntry("content-length", "300000");
            String body = connection.body(request.stream());
            connection.respond(request.stream(), body.length() + " " + body.charAt(0) + body.charAt(299_999));
            connection.awaitClose();
        })) {
            Sessions.visit(session -> assertThat(
                            session.post(peer.url()).body("x".repeat(300_000)).text())
                    .isEqualTo("300000 xx"));
        }
    }

    @Test
    void a_streamed_body_goes_in_pieces_without_chunks() throws Exception {
        try (var peer = FramePeer.playing(connection -> {
            var request = connection.request();
            assertThat(request.fields()).doesNotContainKeys("content-length", "transfer-encoding");
            connection.respond(request.stream(), connection.body(request.stream()));
            connection.awaitClose();
        })) {
            Sessions.visit(session -> {
                var pieces = List.of("one ", "two ", "three").iterator();
                String text = session.post(peer.url())
                        .body(() -> ByteBuffer.wrap(
                                (pieces.hasNext() ? pieces.next() : "").getBytes(StandardCharsets.US_ASCII)))
                        .text();
                assertThat(text).isEqualTo("one two three");
            });
        }
    }

    @Test
    void many_at_once_share_one_connection() throws Exception {
        try (var peer = FramePeer.playing(Http2Test::echo)) {
            Sessions.visit(session -> {
                List<Integer> numbers = IntStream.range(0, 60).boxed().toList();
                assertThat(Async.gather(
                                numbers, i -> session.get(peer.url("/" + i)).text()))
                        .isEqualTo(numbers.stream().map(i -> "/" + i).toList());
                // Beside the loop's thread, a stream may be given back a moment after its last byte.
                var over = new SessionStatistics(1, 1, 0, 0, 1, 60, 59, 0);
                Async.timeout(Duration.ofSeconds(10), () -> {
                    while (!session.statistics().equals(over)) {
                        Async.yield();
                    }
                });
            });
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void responses_come_in_any_order_and_in_turns() throws Exception {
        try (var peer = FramePeer.playing(connection -> {
            int one = connection.request().stream();
            int two = connection.request().stream();
            connection.headers(two, false, ":status", "200");
            connection.headers(one, false, ":status", "200");
            connection.data(two, false, "second ");
            connection.data(one, false, "first ");
            connection.data(two, true, "two");
            connection.data(one, true, "one");
            connection.awaitClose();
        })) {
            Sessions.visit(session -> assertThat(Async.gather(
                            List.of(1, 2), _ -> session.get(peer.url()).text()))
                    .containsExactlyInAnyOrder("first one", "second two"));
        }
    }

    @Test
    void interim_responses_are_passed_over_and_trailers_accepted() throws Exception {
        try (var peer = FramePeer.playing(connection -> {
            int stream = connection.request().stream();
            connection.headers(stream, false, ":status", "103", "link", "</style.css>");
            connection.headers(stream, false, ":status", "100");
            connection.headers(stream, false, ":status", "200");
            connection.data(stream, false, "abc");
            connection.headers(stream, true, "x-digest", "17");
            connection.awaitClose();
        })) {
            Sessions.visit(session -> assertThat(session.get(peer.url()).text()).isEqualTo("abc"));
        }
    }

    @Test
    void an_answer_to_head_has_no_body_whatever_its_length_says() throws Exception {
        try (var peer = FramePeer.playing(connection -> {
            var request = connection.request();
            assertThat(request.fields()).containsEntry(":method", "HEAD");
            connection.headers(request.stream(), true, ":status", "200", "content-length", "1000");
            connection.awaitClose();
        })) {
            Sessions.visit(session -> {
                try (var response = session.head(peer.url()).send()) {
                    assertThat(response.headers().first("content-length")).contains("1000");
                    assertThat(response.bytes()).isEmpty();
                }
            });
        }
    }

    @Test
    void a_whole_answer_before_the_end_of_the_request_counts() throws Exception {
        try (var peer = FramePeer.playing(connection -> {
            int stream = connection.request().stream();
            connection.headers(stream, false, ":status", "413");
            connection.data(stream, true, "too much");
            assertThat(connection.await(FrameConnection.RST_STREAM).stream()).isEqualTo(stream);
            var next = connection.request();
            connection.respond(next.stream(), "still here");
            connection.awaitClose();
        })) {
            Sessions.visit(session -> {
                try (var response = session.post(peer.url())
                        .body(() -> ByteBuffer.wrap(new byte[10_000]))
                        .send()) {
                    assertThat(response.status().code()).isEqualTo(413);
                    assertThat(response.text()).isEqualTo("too much");
                }
                assertThat(session.get(peer.url()).text()).isEqualTo("still here");
            });
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void fields_that_speak_of_the_connection_are_not_sent() throws Exception {
        try (var peer = FramePeer.playing(connection -> {
            var request = connection.request();
            assertThat(request.fields())
                    .doesNotContainKeys("connection", "keep-alive", "upgrade", "proxy-connection", "host", "te")
                    .containsEntry(":authority", "other.example")
                    .containsEntry("x-kept", "1");
            connection.respond(request.stream(), "ok");
            connection.awaitClose();
        })) {
            Sessions.visit(session -> assertThat(session.get(peer.url())
                            .header("Host", "other.example")
                            .header("Connection", "close")
                            .header("Keep-Alive", "timeout=5")
                            .header("Upgrade", "h2c")
                            .header("Proxy-Connection", "close")
                            .header("TE", "gzip")
                            .header("X-Kept", "1")
                            .text())
                    .isEqualTo("ok"));
        }
    }

    @Test
    void a_head_and_its_body_may_come_byte_by_byte() throws Exception {
        try (var peer = FramePeer.playing(connection -> {
            int stream = connection.request().stream();
            for (byte next : FrameConnection.frame(
                    FrameConnection.HEADERS,
                    FrameConnection.END_HEADERS,
                    stream,
                    FrameConnection.block(":status", "200"))) {
                connection.write(new byte[] {next});
            }
            for (byte next : FrameConnection.frame(FrameConnection.DATA, END_STREAM, stream, new byte[] {'a', 'b'})) {
                connection.write(new byte[] {next});
            }
            connection.awaitClose();
        })) {
            Sessions.visit(session -> assertThat(session.get(peer.url()).text()).isEqualTo("ab"));
        }
    }
}
