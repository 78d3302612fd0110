package heddle.server;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.async.LoopOptions;
import heddle.async.time.VirtualTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Families 10 and 12 of the cases: the same handlers over HTTP/2, and what its peers may do.
class Http2Test {
    private static final int INITIAL_WINDOW_SIZE = 4;

    private static Served serve(Handler handler) throws IOException {
        return Served.by(handler);
    }

    private static FrameClient connect(Served served, int... settings) throws IOException {
        return FrameClient.connect(served.server().address(), settings);
    }

    @Test
    void a_handler_sees_the_same_request_as_over_http_1() throws Exception {
        try (var served = serve(request -> Reply.text("%s %s %s %s %s"
                        .formatted(
                                request.method(),
                                request.target(),
                                request.version(),
                                request.origin(),
                                request.headers().first("X-Mine").orElse(""))));
                var peer = connect(served)) {
            var answer = peer.headers(
                            1,
                            true,
                            ":method",
                            "GET",
                            ":scheme",
                            "http",
                            ":authority",
                            "a.example:8080",
                            ":path",
                            "/x?y=z",
                            "x-mine",
                            "1")
                    .answer();
            assertThat(answer.status()).isEqualTo("200");
            assertThat(answer.body()).isEqualTo("GET /x?y=z HTTP/2 http://a.example:8080 1");
            assertThat(answer.fields())
                    .containsEntry("content-type", "text/plain; charset=utf-8")
                    .containsEntry(
                            "content-length", Integer.toString(answer.body().length()))
                    .containsKeys("date", "server")
                    .doesNotContainKeys("connection", "transfer-encoding");
        }
    }

    @Test
    void a_body_is_read_as_it_comes_and_a_streamed_reply_has_no_chunks() throws Exception {
        try (var served = serve(request -> Reply.stream("text/plain", body -> {
                    body.write("<");
                    body.write(request.body().bytes());
                    body.write(">");
                }));
                var peer = connect(served)) {
            peer.post(1, "/").data(1, false, "one ").data(1, true, "two");
            assertThat(peer.answer().body()).isEqualTo("<one two>");
        }
    }

    @Test
    void requests_are_answered_beside_each_other() throws Exception {
        var go = new CountDownLatch(1);
        Handler handler = request -> {
            if (request.path().equals("/slow")) {
                Async.toThread(() -> go.await());
            }
            return Reply.text(request.path());
        };
        try (var served = serve(handler);
                var peer = connect(served)) {
            peer.get(1, "/slow").get(3, "/fast");
            assertThat(peer.answer().body()).isEqualTo("/fast");
            go.countDown();
            assertThat(peer.answer().body()).isEqualTo("/slow");
        }
    }

    @Test
    void a_peer_that_waits_for_it_is_told_to_go_on() throws Exception {
        try (var served = serve(request -> Reply.text(request.body().text()));
                var peer = connect(served)) {
            peer.headers(
                    1,
                    false,
                    ":method",
                    "POST",
                    ":scheme",
                    "http",
                    ":authority",
                    "a",
                    ":path",
                    "/",
                    "expect",
                    "100-continue");
            assertThat(peer.decode(peer.await(FrameClient.HEADERS))).containsEntry(":status", "100");
            peer.data(1, true, "abc");
            assertThat(peer.answer().body()).isEqualTo("abc");
        }
    }

    @Test
    void an_answer_to_head_has_its_length_and_no_body() throws Exception {
        try (var served = serve(_ -> Reply.text("abc"));
                var peer = connect(served)) {
            var answer = peer.headers(1, true, ":method", "HEAD", ":scheme", "http", ":authority", "a", ":path", "/")
                    .answer();
            assertThat(answer.fields()).containsEntry("content-length", "3");
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void a_reply_waits_for_the_windows_of_the_peer() throws Exception {
        try (var served = serve(_ -> Reply.text("0123456789".repeat(10)));
                var peer = connect(served, INITIAL_WINDOW_SIZE, 25)) {
            peer.get(1, "/");
            peer.await(FrameClient.HEADERS);
            var text = new StringBuilder();
            while (text.length() < 100) {
                var piece = peer.await(FrameClient.DATA);
                assertThat(piece.payload().length).isLessThanOrEqualTo(25);
                text.append(piece.text());
                peer.openWindow(1, piece.payload().length);
            }
            assertThat(text).hasToString("0123456789".repeat(10));
        }
    }

    @Test
    void a_body_that_no_handler_reads_is_held_back_by_its_window() throws Exception {
        var go = new CountDownLatch(1);
        Handler handler = request -> {
            Async.toThread(() -> go.await());
            return Reply.text("" + request.body().bytes().length);
        };
        try (var served = serve(handler);
                var peer = connect(served)) {
            peer.post(1, "/");
            for (int i = 0; i < 16; i++) {
                peer.data(1, false, new byte[16 << 10]);
            }
            peer.send(FrameClient.PING, 0, 0, new byte[8]).await(FrameClient.PING);
            assertThat(peer.window(1)).isZero();
            go.countDown();
            while (peer.window(1) == 0) {
                peer.send(FrameClient.PING, 0, 0, new byte[8]).await(FrameClient.PING);
            }
            peer.data(1, true, "end");
            assertThat(peer.answer().body()).isEqualTo("" + ((256 << 10) + 3));
        }
    }

    @Test
    void a_body_nobody_wants_is_stopped_after_the_reply() throws Exception {
        try (var served = serve(_ -> Reply.text("no, thanks"));
                var peer = connect(served)) {
            peer.post(1, "/").data(1, false, new byte[1000]);
            assertThat(peer.answer().body()).isEqualTo("no, thanks");
            var reset = peer.await(FrameClient.RST_STREAM);
            assertThat(reset.code()).isZero();
            peer.get(3, "/");
            assertThat(peer.answer().body()).isEqualTo("no, thanks");
        }
    }

    @Test
    void a_stop_lets_streams_end_and_says_goaway() throws Exception {
        var inside = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        Handler handler = _ -> {
            inside.countDown();
            Async.toThread(() -> go.await());
            return Reply.text("done");
        };
        try (var served = serve(handler);
                var peer = connect(served)) {
            peer.get(1, "/");
            assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
            var stopped = CompletableFuture.supplyAsync(() -> served.server().stop(Duration.ofMinutes(1)));
            var goAway = peer.await(FrameClient.GOAWAY);
            assertThat(goAway.code()).isZero();
            assertThat(stopped).isNotDone();
            go.countDown();
            assertThat(peer.answer().body()).isEqualTo("done");
            assertThat(stopped.get(10, TimeUnit.SECONDS)).isTrue();
            peer.awaitClose();
        }
    }

    @Test
    void no_more_streams_are_answered_at_once_than_allowed() throws Exception {
        var go = new CountDownLatch(1);
        Handler handler = _ -> {
            Async.toThread(() -> go.await());
            return Reply.text("a");
        };
        var options = ServerOptions.local().limits(ServerLimits.DEFAULT.streamsMax(2));
        try (var served = Served.by(options, handler);
                var peer = connect(served)) {
            peer.get(1, "/").get(3, "/").get(5, "/");
            var refused = peer.await(FrameClient.RST_STREAM);
            assertThat(refused.stream()).isEqualTo(5);
            assertThat(refused.code()).isEqualTo(7);
            go.countDown();
            assertThat(peer.answer().body()).isEqualTo("a");
            assertThat(peer.answer().body()).isEqualTo("a");
        }
    }

    @Test
    void opening_and_resetting_keeps_no_more_handlers_busy_than_allowed() throws Exception {
        var busy = new Semaphore(0);
        var go = new CountDownLatch(1);
        Handler handler = _ -> {
            busy.release();
            Async.toThread(() -> go.await());
            return Reply.text("a");
        };
        var options = ServerOptions.local().limits(ServerLimits.DEFAULT.streamsMax(5));
        try (var served = Served.by(options, handler);
                var peer = connect(served)) {
            for (int i = 0; i < 50; i++) {
                peer.get(2 * i + 1, "/").reset(2 * i + 1, 8);
            }
            peer.send(FrameClient.PING, 0, 0, new byte[8]).await(FrameClient.PING);
            assertThat(served.server().statistics().answering()).isEqualTo(5);
            go.countDown();
        }
    }

    @Test
    void a_reset_stream_ends_the_wait_of_its_reader() throws Exception {
        var seen = new CompletableFuture<String>();
        Handler handler = request -> {
            try {
                return Reply.text(request.body().text());
            } catch (RefusedRequestException cut) {
                seen.complete(String.valueOf(cut.getMessage()));
                throw cut;
            }
        };
        try (var served = serve(handler);
                var peer = connect(served)) {
            peer.post(1, "/").data(1, false, "abc").reset(1, 8);
            assertThat(seen.get(10, TimeUnit.SECONDS)).contains("ended before the body did");
            peer.post(3, "/").data(3, true, "fine");
            assertThat(peer.answer().body()).isEqualTo("fine");
        }
    }

    /// What is no request; each has the status that refuses it, or none where the stream is reset.
    private static final Map<String, Refused> REQUESTS = Map.ofEntries(
            Map.entry("no method", new Refused("400", ":scheme", "http", ":authority", "a", ":path", "/")),
            Map.entry("no scheme", new Refused("400", ":method", "GET", ":authority", "a", ":path", "/")),
            Map.entry("no path", new Refused("400", ":method", "GET", ":scheme", "http", ":authority", "a")),
            Map.entry("an empty path", new Refused("400", ":method", "GET", ":scheme", "http", ":path", "")),
            Map.entry("no authority", new Refused("400", ":method", "GET", ":scheme", "http", ":path", "/")),
            Map.entry("a method that is no token", new Refused("400", get("G T", "a", "/"))),
            Map.entry("an authority that is none", new Refused("400", get("GET", "a/b", "/"))),
            Map.entry("a blank in the path", new Refused("400", get("GET", "a", "/a b"))),
            Map.entry("a path that is too long", new Refused("414", get("GET", "a", "/" + "x".repeat(9000)))),
            Map.entry("CONNECT", new Refused("501", get("CONNECT", "a", "/"))),
            Map.entry("another Host", new Refused("400", get("GET", "a", "/", "host", "b"))),
            Map.entry("an unknown expectation", new Refused("417", get("GET", "a", "/", "expect", "more"))),
            Map.entry("a length without a body", new Refused("", get("GET", "a", "/", "content-length", "5"))),
            Map.entry("a head that is too large", new Refused("431", get("GET", "a", "/", "x", "x".repeat(70_000)))),
            Map.entry("a status", new Refused("", get("GET", "a", "/", ":status", "200"))),
            Map.entry("a pseudo field behind others", new Refused("", "x", "1", ":method", "GET")),
            Map.entry("two paths", new Refused("", get("GET", "a", "/", ":path", "/"))),
            Map.entry("an unknown pseudo field", new Refused("", ":mine", "1")),
            Map.entry("Connection", new Refused("", get("GET", "a", "/", "connection", "close"))),
            Map.entry("Transfer-Encoding", new Refused("", get("GET", "a", "/", "transfer-encoding", "chunked"))),
            Map.entry("TE: gzip", new Refused("", get("GET", "a", "/", "te", "gzip"))),
            Map.entry("an upper case name", new Refused("", get("GET", "a", "/", "X-Upper", "1"))),
            Map.entry("a line break in a value", new Refused("", get("GET", "a", "/", "x", "1\r\ny: 2"))),
            Map.entry("a control character in a value", new Refused("400", get("GET", "a", "/", "x", "1\u0001"))));

    private static final class Refused {
        private final String status;
        private final String[] fields;

        Refused(String status, String... fields) {
            this.status = status;
            this.fields = fields;
        }
    }

    private static String[] get(String method, String authority, String path, String... more) {
        String[] pseudo = {":method", method, ":scheme", "http", ":authority", authority, ":path", path};
        return Stream.concat(Stream.of(pseudo), Stream.of(more)).toArray(String[]::new);
    }

    @TestFactory
    Stream<DynamicTest> what_is_no_request_is_refused_alone() {
        return REQUESTS.entrySet().stream()
                .map(request -> DynamicTest.dynamicTest(request.getKey(), () -> refusesAlone(request.getValue())));
    }

    private static void refusesAlone(Refused request) throws Exception {
        try (var served = serve(_ -> Reply.text("fine"));
                var peer = connect(served)) {
            byte[] block = FrameClient.block(request.fields);
            int first = Math.min(block.length, 16_000);
            peer.send(
                    FrameClient.HEADERS,
                    FrameClient.END_STREAM | (first == block.length ? FrameClient.END_HEADERS : 0),
                    1,
                    Arrays.copyOf(block, first));
            for (int at = first; at < block.length; at += 16_000) {
                int end = Math.min(block.length, at + 16_000);
                peer.send(
                        FrameClient.CONTINUATION,
                        end == block.length ? FrameClient.END_HEADERS : 0,
                        1,
                        Arrays.copyOfRange(block, at, end));
            }
            if (request.status.isEmpty()) {
                assertThat(peer.await(FrameClient.RST_STREAM).code()).isEqualTo(1);
            } else {
                assertThat(peer.answer().status()).isEqualTo(request.status);
            }
            peer.get(3, "/");
            assertThat(peer.answer().body()).isEqualTo("fine");
        }
    }

    @Test
    void a_body_beyond_the_limit_is_refused() throws Exception {
        var options = ServerOptions.local().limits(ServerLimits.DEFAULT.bodyBytesMax(1000));
        try (var served =
                        Served.by(options, request -> Reply.text(request.body().text()));
                var peer = connect(served)) {
            peer.post(1, "/").data(1, false, new byte[1000]).data(1, false, new byte[1]);
            assertThat(peer.answer().status()).isEqualTo("413");
        }
    }

    interface Flood {
        void send(FrameClient peer, int number) throws IOException;
    }

    private static final Map<String, Flood> FLOODS = Map.of(
            "pings", (peer, _) -> peer.send(FrameClient.PING, 0, 0, new byte[8]),
            "settings", (peer, _) -> peer.send(FrameClient.SETTINGS, 0, 0, new byte[0]),
            "priorities", (peer, _) -> peer.send(FrameClient.PRIORITY, 0, 1, new byte[5]),
            "empty DATA", (peer, _) -> peer.data(1, false, ""),
            "unknown frames", (peer, _) -> peer.send(77, 0, 1, new byte[1]),
            "resets", (peer, number) -> peer.get(2 * number + 3, "/").reset(2 * number + 3, 8),
            "malformed requests", (peer, number) -> peer.headers(2 * number + 3, true, "X", "1"));

    @TestFactory
    Stream<DynamicTest> a_flood_ends_the_connection() {
        return FLOODS.entrySet().stream()
                .map(flood -> DynamicTest.dynamicTest(flood.getKey(), () -> floods(flood.getValue())));
    }

    private static void floods(Flood flood) throws Exception {
        try (var served = serve(request -> Reply.text(request.body().text()));
                var peer = connect(served)) {
            peer.post(1, "/");
            int code = -1;
            try {
                for (int i = 0; i < 1_500; i++) {
                    flood.send(peer, i);
                }
            } catch (IOException _) {
                code = 11; // cut while it was flooding
            }
            assertThat(Math.max(code, peer.awaitClose())).isIn(-1, 11);
            try (var other = connect(served)) {
                other.post(1, "/").data(1, true, "fine");
                assertThat(other.answer().body()).isEqualTo("fine");
            }
        }
    }

    @Test
    void a_peer_that_says_nothing_more_is_closed() throws Exception {
        var time = VirtualTime.start(Duration.ofMillis(40));
        try (var served =
                        Served.by(ServerOptions.local(), LoopOptions.defaults().time(time), _ -> Reply.text("a"));
                var peer = connect(served)) {
            assertThat(peer.awaitClose()).isZero();
            assertThat(time.elapsed()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
        }
    }

    @Test
    void a_used_connection_may_be_idle_for_longer() throws Exception {
        var time = VirtualTime.start(Duration.ofMillis(40));
        try (var served =
                        Served.by(ServerOptions.local(), LoopOptions.defaults().time(time), _ -> Reply.text("a"));
                var peer = connect(served)) {
            peer.get(1, "/").answer();
            assertThat(peer.awaitClose()).isZero();
            assertThat(time.elapsed()).isBetween(Duration.ofSeconds(75), Duration.ofSeconds(90));
        }
    }

    @Test
    void a_body_that_does_not_come_is_given_up() throws Exception {
        var time = VirtualTime.start(Duration.ofMillis(40));
        try (var served = Served.by(
                        ServerOptions.local(),
                        LoopOptions.defaults().time(time),
                        request -> Reply.text(request.body().text()));
                var peer = connect(served)) {
            peer.post(1, "/").data(1, false, "abc");
            assertThat(peer.answer().status()).isEqualTo("408");
        }
    }

    @Test
    void a_reply_that_the_peer_opens_no_window_for_is_given_up() throws Exception {
        var time = VirtualTime.start(Duration.ofMillis(40));
        try (var served = Served.by(
                        ServerOptions.local(), LoopOptions.defaults().time(time), _ -> Reply.text("x".repeat(100)));
                var peer = connect(served, INITIAL_WINDOW_SIZE, 10)) {
            peer.get(1, "/");
            assertThat(peer.await(FrameClient.RST_STREAM).code()).isEqualTo(8);
            assertThat(time.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
        }
    }

    @Test
    void a_preface_may_come_byte_by_byte() throws Exception {
        try (var served = serve(_ -> Reply.text("a"));
                var peer = served.peer()) {
            for (byte next : "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII)) {
                peer.send(new byte[] {next});
            }
            peer.send(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
            assertThat(peer.take(9).charAt(3)).as("SETTINGS").isEqualTo((char) 4);
        }
    }
}
