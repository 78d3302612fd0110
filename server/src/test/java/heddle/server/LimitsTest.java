package heddle.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What a server refuses, over a raw socket: each refusal is a reply, then the end of the connection, and nothing
/// leaks.
class LimitsTest {
    private static final String HEAD = " HTTP/1.1\r\nHost: a\r\n";
    private static final ServerOptions SMALL =
            ServerOptions.local().limits(ServerLimits.DEFAULT.bodyBytesMax(1000).connectionsMax(2));

    private static void refuses(String request, int status) throws Exception {
        try (var served = Served.by(SMALL, call -> Reply.text(call.body().text()))) {
            try (var peer = served.peer()) {
                RawPeer.Answer answer = peer.send(request).answer();
                assertThat(answer.status()).isEqualTo(status);
                assertThat(answer.header("connection")).isEqualTo("close");
                assertThat(answer.body()).startsWith(status + " ").doesNotContain("heddle.", "netty");
                assertThat(peer.isEnded()).isTrue();
            }
            try (var peer = served.peer()) {
                assertThat(peer.post("/", "next").answer().body()).isEqualTo("next");
            }
        }
    }

    @Test
    void a_body_that_says_it_is_too_large_is_refused_before_it_comes() throws Exception {
        refuses("POST /" + HEAD + "Content-Length: 1001\r\n\r\n", 413);
        refuses("POST /" + HEAD + "Content-Length: 99999999999999999999\r\n\r\n", 400);
    }

    @Test
    void a_chunked_body_is_refused_when_it_has_become_too_large() throws Exception {
        String chunk = "64\r\n" + "x".repeat(100) + "\r\n";
        refuses("POST /" + HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(11), 413);
    }

    @Test
    void a_body_of_exactly_the_limit_is_fine() throws Exception {
        try (var served = Served.by(SMALL, call -> Reply.text(call.body().text()));
                var peer = served.peer()) {
            assertThat(peer.post("/", "x".repeat(1000)).answer().body()).hasSize(1000);
        }
    }

    @Test
    void a_handler_can_take_less_than_the_server() throws Exception {
        try (var served = Served.by(call -> Reply.bytes("a/b", call.body().bytes(10)));
                var peer = served.peer()) {
            assertThat(peer.post("/", "x".repeat(10)).answer().status()).isEqualTo(200);
            assertThat(peer.post("/", "x".repeat(11)).answer().status()).isEqualTo(413);
        }
    }

    @Test
    void a_target_beyond_8_kib_is_refused() throws Exception {
        refuses("GET /" + "x".repeat(8 * 1024) + HEAD + "\r\n", 414);
        refuses("GET /" + "x".repeat(100_000) + HEAD + "\r\n", 414);
    }

    @Test
    void a_head_beyond_64_kib_is_refused() throws Exception {
        refuses("GET /" + HEAD + "X: " + "x".repeat(64 * 1024) + "\r\n\r\n", 431);
        refuses("GET /" + HEAD + ("X: " + "x".repeat(500) + "\r\n").repeat(200) + "\r\n", 431);
    }

    @Test
    void a_broken_chunk_reaches_the_peer_as_a_400() throws Exception {
        refuses("POST /" + HEAD + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400);
    }

    @Test
    void what_follows_a_refused_request_is_never_served() throws Exception {
        try (var served = Served.by(SMALL, _ -> Reply.text("a"));
                var peer = served.peer()) {
            peer.send("GET /" + HEAD + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /" + HEAD
                    + "\r\n");
            assertThat(peer.answer().status()).isEqualTo(400);
            assertThat(peer.isEnded()).isTrue();
            assertThat(served.server().statistics().requests()).isZero();
        }
    }

    @Test
    void a_body_cut_short_ends_its_handler() throws Exception {
        var seen = new CompletableFuture<RuntimeException>();
        Handler handler = call -> {
            try {
                return Reply.text(call.body().text());
            } catch (RefusedRequestException refused) {
                seen.complete(refused);
                throw refused;
            }
        };
        try (var served = Served.by(handler)) {
            try (var peer = served.peer()) {
                peer.send("POST /" + HEAD + "Content-Length: 10\r\n\r\nabc");
            }
            assertThat(seen.get(10, TimeUnit.SECONDS)).hasMessageContaining("ended before the body did");
        }
    }

    @Test
    void connections_beyond_the_limit_are_told_so() throws Exception {
        try (var served = Served.by(SMALL, _ -> Reply.text("a"));
                var one = served.peer();
                var two = served.peer()) {
            assertThat(one.get("/").answer().status()).isEqualTo(200);
            assertThat(two.get("/").answer().status()).isEqualTo(200);
            try (var three = served.peer()) {
                assertThat(three.answer().status()).isEqualTo(503);
                assertThat(three.isEnded()).isTrue();
            }
            assertThat(one.get("/").answer().status()).isEqualTo(200);
        }
    }

    /// Replies pile up in the peer's socket and then in ours; the server stops answering instead of queueing.
    @Test
    void a_flood_of_pipelined_requests_whose_replies_nobody_reads_is_held_back() throws Exception {
        var served = Served.by(_ -> Reply.bytes("a/b", new byte[10_000]));
        try (served;
                var peer = served.peer()) {
            String requests = ("GET /" + HEAD + "\r\n").repeat(2_000);
            var sender = Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < 20; i++) {
                        peer.send(requests);
                    }
                } catch (java.io.IOException _) {
                    // the test is over
                }
            });
            int read = 0;
            for (; read < 1_000; read++) {
                peer.answer();
            }
            // Had every request been answered at once, 400 MB of replies would wait in the server by now.
            assertThat(served.server().statistics().requests()).isBetween(1_000L, 20_000L);
            peer.socket().close();
            sender.join(10_000);
        }
    }

    @Test
    void a_slow_handler_holds_a_fast_sender_back() throws Exception {
        var go = new CountDownLatch(1);
        Handler handler = call -> {
            go.await(10, TimeUnit.SECONDS);
            return Reply.text(Long.toString(call.body().discard()));
        };
        try (var served = Served.by(handler);
                var peer = served.peer()) {
            peer.send("POST /" + HEAD + "Content-Length: 16000000\r\n\r\n");
            var sent = new java.util.concurrent.atomic.AtomicInteger();
            var sender = Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < 1_000; i++) {
                        peer.send(new byte[16_000]);
                        sent.incrementAndGet();
                    }
                } catch (java.io.IOException failure) {
                    throw new java.io.UncheckedIOException(failure);
                }
            });
            assertThat(sender.join(java.time.Duration.ofMillis(300))).isFalse();
            assertThat(sent.get()).isLessThan(900);
            go.countDown();
            assertThat(peer.answer().body()).isEqualTo("16000000");
        }
    }
}
