package heddle.server;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.http.Status;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Requests and replies over a raw socket.
class ExchangeTest {
    private static final String HEAD = " HTTP/1.1\r\nHost: a\r\n";

    @Test
    void a_fixed_reply_has_its_length_a_date_and_a_server() throws Exception {
        try (var served = Served.by(_ -> Reply.text("hello"));
                var peer = served.peer()) {
            RawPeer.Answer answer = peer.get("/").answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("hello");
            assertThat(answer.headers()).containsOnlyKeys("content-type", "content-length", "date", "server");
            assertThat(answer.header("date"))
                    .matches("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
        }
    }

    @Test
    void one_connection_serves_many_requests() throws Exception {
        try (var served = Served.by(request -> Reply.text(request.path()));
                var peer = served.peer()) {
            for (int i = 0; i < 100; i++) {
                assertThat(peer.get("/" + i).answer().body()).isEqualTo("/" + i);
            }
            assertThat(served.server().statistics()).isEqualTo(new ServerStatistics(1, 0, 100, 0));
        }
    }

    @Test
    void pipelined_requests_are_answered_in_order_one_at_a_time() throws Exception {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        Handler handler = request -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            heddle.async.Async.yield();
            inside.decrementAndGet();
            return Reply.text(request.path());
        };
        try (var served = Served.by(handler);
                var peer = served.peer()) {
            var requests = new StringBuilder();
            for (int i = 0; i < 500; i++) {
                requests.append("GET /").append(i).append(HEAD).append("\r\n");
            }
            peer.send(requests.toString());
            for (int i = 0; i < 500; i++) {
                assertThat(peer.answer().body()).isEqualTo("/" + i);
            }
            assertThat(most).hasValue(1);
        }
    }

    @Test
    void a_request_that_comes_a_byte_at_a_time_is_served() throws Exception {
        try (var served = Served.by(request -> Reply.text(request.body().text()));
                var peer = served.peer()) {
            for (char c : ("POST /" + HEAD + "Content-Length: 3\r\n\r\nabc").toCharArray()) {
                peer.send(String.valueOf(c));
            }
            assertThat(peer.answer().body()).isEqualTo("abc");
        }
    }

    @Test
    void chunked_bodies_go_both_ways() throws Exception {
        Handler echo = request -> Reply.stream("text/plain", writer -> {
            for (Optional<byte[]> piece = request.body().read();
                    piece.isPresent();
                    piece = request.body().read()) {
                writer.write(piece.get());
            }
        });
        try (var served = Served.by(echo);
                var peer = served.peer()) {
            peer.send("POST /" + HEAD + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n");
            RawPeer.Answer answer = peer.answer();
            assertThat(answer.header("transfer-encoding")).isEqualTo("chunked");
            assertThat(answer.body()).isEqualTo("abcdefg");
            assertThat(peer.get("/").answer().body()).isEmpty();
        }
    }

    @Test
    void to_http_1_0_a_body_without_length_ends_with_the_connection() throws Exception {
        try (var served = Served.by(_ -> Reply.stream("text/plain", writer -> writer.write("abc")));
                var peer = served.peer()) {
            peer.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            RawPeer.Answer answer = peer.answer();
            assertThat(answer.headers()).doesNotContainKey("transfer-encoding").containsEntry("connection", "close");
            assertThat(answer.body()).isEqualTo("abc");
        }
    }

    @Test
    void http_1_0_keeps_a_connection_only_when_it_asks_to() throws Exception {
        try (var served = Served.by(_ -> Reply.text("a"));
                var peer = served.peer()) {
            peer.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            assertThat(peer.answer().header("connection")).isEqualTo("keep-alive");
            peer.send("GET / HTTP/1.0\r\n\r\n");
            assertThat(peer.answer().header("connection")).isEqualTo("close");
            assertThat(peer.isEnded()).isTrue();
        }
    }

    @Test
    void connection_close_is_kept_on_both_sides() throws Exception {
        try (var served = Served.by(_ -> Reply.text("a"))) {
            try (var peer = served.peer()) {
                peer.send("GET /" + HEAD + "Connection: close\r\n\r\n");
                assertThat(peer.answer().header("connection")).isEqualTo("close");
                assertThat(peer.isEnded()).isTrue();
            }
        }
        try (var served = Served.by(_ -> Reply.text("a").header("Connection", "close"));
                var peer = served.peer()) {
            assertThat(peer.get("/").answer().header("connection")).isEqualTo("close");
            assertThat(peer.isEnded()).isTrue();
        }
    }

    @Test
    void a_head_has_the_length_but_no_body() throws Exception {
        try (var served = Served.by(_ -> Reply.text("hello"));
                var peer = served.peer()) {
            peer.send("HEAD /" + HEAD + "\r\n");
            assertThat(peer.head().header("content-length")).isEqualTo("5");
            assertThat(peer.get("/").answer().body()).isEqualTo("hello");
        }
    }

    @Test
    void a_204_and_a_304_have_no_body_and_no_length() throws Exception {
        Handler handler = request ->
                Reply.text("x").status(Status.of(Integer.parseInt(request.path().substring(1))));
        try (var served = Served.by(handler);
                var peer = served.peer()) {
            assertThat(peer.get("/204").answer().headers()).doesNotContainKeys("content-length", "transfer-encoding");
            assertThat(peer.get("/304").answer().headers()).doesNotContainKeys("content-length", "transfer-encoding");
            assertThat(peer.get("/200").answer().body()).isEqualTo("x");
        }
    }

    @Test
    void a_peer_that_ends_its_output_still_gets_every_reply() throws Exception {
        try (var served = Served.by(request -> Reply.text(request.path()));
                var peer = served.peer()) {
            peer.get("/1").get("/2").get("/3").endOutput();
            assertThat(peer.answer().body()).isEqualTo("/1");
            assertThat(peer.answer().body()).isEqualTo("/2");
            assertThat(peer.answer().body()).isEqualTo("/3");
            assertThat(peer.isEnded()).isTrue();
        }
    }

    @Test
    void a_failing_handler_gives_a_500_that_tells_nothing_and_the_connection_goes_on() throws Exception {
        Handler handler = request -> {
            if (request.path().equals("/bad")) {
                throw new IllegalStateException("secret");
            }
            return Reply.text("good");
        };
        try (var served = Served.by(handler);
                var peer = served.peer()) {
            RawPeer.Answer answer = peer.get("/bad").answer();
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain("secret", "IllegalState", "at heddle");
            assertThat(peer.get("/").answer().body()).isEqualTo("good");
        }
    }

    @Test
    void a_handler_that_fails_in_the_middle_of_its_reply_cuts_it() throws Exception {
        Handler handler = _ -> Reply.stream("text/plain", writer -> {
            writer.write("abc");
            writer.flush();
            throw new IllegalStateException("secret");
        });
        try (var served = Served.by(handler);
                var peer = served.peer()) {
            peer.get("/").head();
            assertThat(peer.rest()).isEqualTo("3\r\nabc\r\n");
        }
    }

    @Test
    void a_body_shorter_or_longer_than_announced_is_cut() throws Exception {
        try (var served = Served.by(_ -> Reply.stream("text/plain", 10, writer -> writer.write("abc")));
                var peer = served.peer()) {
            assertThat(peer.get("/").head().header("content-length")).isEqualTo("10");
            assertThat(peer.rest().length()).isLessThan(10);
        }
        try (var served = Served.by(_ -> Reply.stream("text/plain", 2, writer -> writer.write("abc")));
                var peer = served.peer()) {
            peer.get("/").head();
            assertThat(peer.rest().length()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void large_replies_arrive_whole() throws Exception {
        byte[] large = new byte[3_000_000];
        new java.util.Random(1).nextBytes(large);
        Handler handler = request -> request.path().equals("/fixed")
                ? Reply.bytes("a/b", large)
                : Reply.stream("a/b", writer -> writer.write(large));
        String text = new String(large, java.nio.charset.StandardCharsets.ISO_8859_1);
        try (var served = Served.by(handler);
                var peer = served.peer()) {
            assertThat(peer.get("/fixed").answer().body().equals(text)).isTrue();
            assertThat(peer.get("/streamed").answer().body().equals(text)).isTrue();
        }
    }

    @Test
    void a_writer_waits_for_a_peer_that_does_not_read() throws Exception {
        var written = new java.util.concurrent.atomic.AtomicLong();
        var stalled = new CountDownLatch(1);
        Handler handler = _ -> Reply.stream("a/b", writer -> {
            for (int i = 0; i < 2_000; i++) {
                writer.write(new byte[32 * 1024]);
                written.incrementAndGet();
            }
            stalled.countDown();
        });
        try (var served = Served.by(handler);
                var peer = served.peer()) {
            peer.socket().setReceiveBufferSize(64 * 1024);
            peer.get("/");
            assertThat(stalled.await(300, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(written.get()).isLessThan(1_000);
            assertThat(peer.answer().body().length()).isEqualTo(2_000 * 32 * 1024);
        }
    }

    @Test
    void an_unread_body_is_thrown_away_when_it_is_little() throws Exception {
        try (var served = Served.by(request -> Reply.text(request.path()));
                var peer = served.peer()) {
            peer.post("/1", "x".repeat(50_000)).post("/2", "y");
            assertThat(peer.answer().body()).isEqualTo("/1");
            assertThat(peer.answer().body()).isEqualTo("/2");
        }
    }

    @Test
    void an_unread_body_ends_the_connection_when_it_is_much() throws Exception {
        try (var served = Served.by(_ -> Reply.text("enough"));
                var peer = served.peer()) {
            peer.send("POST /" + HEAD + "Content-Length: 10000000\r\n\r\n" + "x".repeat(100_000));
            RawPeer.Answer answer = peer.answer();
            assertThat(answer.body()).isEqualTo("enough");
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(peer.isEnded()).isTrue();
        }
    }

    @Test
    void a_peer_that_expects_100_gets_it_with_the_first_read() throws Exception {
        try (var served = Served.by(request -> Reply.text(request.body().text()));
                var peer = served.peer()) {
            peer.send("POST /" + HEAD + "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            assertThat(peer.head().status()).isEqualTo(100);
            peer.send("abc");
            assertThat(peer.answer().body()).isEqualTo("abc");
        }
    }

    /// A 100 in the middle of the reply would be taken for a part of it.
    @Test
    void a_peer_that_expects_100_gets_it_before_the_head_of_a_streamed_reply() throws Exception {
        try (var served = Served.by(request -> Reply.stream(
                        "text/plain", writer -> writer.write(request.body().bytes())));
                var peer = served.peer()) {
            peer.send("POST /" + HEAD + "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            assertThat(peer.head().status()).isEqualTo(100);
            peer.send("abc");
            assertThat(peer.answer().body()).isEqualTo("abc");
        }
    }

    @Test
    void a_peer_that_expects_100_from_a_streamed_reply_that_does_not_read_gets_the_reply_alone() throws Exception {
        try (var served = Served.by(_ -> Reply.stream("text/plain", writer -> writer.write("no, thanks")));
                var peer = served.peer()) {
            peer.send("POST /" + HEAD + "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            RawPeer.Answer answer = peer.answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("no, thanks");
            assertThat(answer.header("connection")).isEqualTo("close");
        }
    }

    @Test
    void a_streamed_reply_of_nothing_does_not_ask_for_a_body() throws Exception {
        try (var served = Served.by(_ -> Reply.stream("text/plain", _ -> {}));
                var peer = served.peer()) {
            peer.send("POST /" + HEAD + "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            RawPeer.Answer answer = peer.answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
        }
    }

    /// The head has gone, and no 100 may follow it.
    @Test
    void a_streamed_reply_that_writes_before_it_reads_gets_the_body_of_a_peer_that_sends_it_all_the_same()
            throws Exception {
        try (var served = Served.by(request -> Reply.stream("text/plain", writer -> {
                    writer.write("before, ");
                    writer.flush();
                    writer.write(request.body().bytes());
                }));
                var peer = served.peer()) {
            peer.send("POST /" + HEAD + "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            RawPeer.Answer head = peer.head();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("connection")).isEqualTo("close");
            peer.send("abc");
            assertThat(peer.rest()).contains("before, ", "abc").doesNotContain("100 Continue");
        }
    }

    @Test
    void a_peer_that_expects_100_from_a_handler_that_does_not_read_gets_the_reply_alone() throws Exception {
        try (var served = Served.by(_ -> Reply.text("no, thanks"));
                var peer = served.peer()) {
            peer.send("POST /" + HEAD + "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            RawPeer.Answer answer = peer.answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("connection")).isEqualTo("close");
        }
    }

    @Test
    void two_handlers_of_one_loop_wait_for_each_other() throws Exception {
        var both = new java.util.concurrent.CyclicBarrier(2);
        Handler handler = _ -> {
            both.await(10, TimeUnit.SECONDS);
            return Reply.text("met");
        };
        try (var served = Served.by(handler);
                var one = served.peer();
                var other = served.peer()) {
            one.get("/");
            other.get("/");
            assertThat(one.answer().body()).isEqualTo("met");
            assertThat(other.answer().body()).isEqualTo("met");
        }
    }
}
