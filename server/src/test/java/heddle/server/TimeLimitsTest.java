package heddle.server;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.LoopOptions;
import heddle.async.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Peers that take their time, in virtual time: it jumps when the loop has had nothing to do for a while.
class TimeLimitsTest {
    private static final String HEAD = " HTTP/1.1\r\nHost: a\r\n";

    private final VirtualTime time = VirtualTime.start(Duration.ofMillis(40));

    private Served serve(Handler handler) throws IOException {
        return Served.by(ServerOptions.local(), LoopOptions.defaults().time(time), handler);
    }

    @Test
    void a_head_that_does_not_end_is_answered_with_408() throws Exception {
        try (var served = serve(_ -> Reply.text("a"));
                var peer = served.peer()) {
            peer.send("GET /" + HEAD);
            assertThat(peer.answer().status()).isEqualTo(408);
            assertThat(peer.isEnded()).isTrue();
            assertThat(time.elapsed()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
        }
    }

    @Test
    void a_head_that_does_not_end_on_a_used_connection_is_answered_with_408() throws Exception {
        try (var served = serve(_ -> Reply.text("a"));
                var peer = served.peer()) {
            peer.get("/").answer();
            peer.send("GET /" + HEAD);
            assertThat(peer.answer().status()).isEqualTo(408);
            assertThat(time.elapsed()).isLessThan(Duration.ofSeconds(30));
        }
    }

    @Test
    void a_connection_that_says_nothing_is_closed_without_a_word() throws Exception {
        try (var served = serve(_ -> Reply.text("a"));
                var peer = served.peer()) {
            assertThat(peer.rest()).isEmpty();
            assertThat(time.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
        }
    }

    @Test
    void an_idle_connection_is_closed_without_a_word() throws Exception {
        try (var served = serve(_ -> Reply.text("a"));
                var peer = served.peer()) {
            peer.get("/").answer();
            assertThat(peer.rest()).isEmpty();
            assertThat(time.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(75));
            assertThat(served.server().stop(Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void a_body_that_stalls_is_answered_with_408() throws Exception {
        try (var served = serve(call -> Reply.text(call.body().text()));
                var peer = served.peer()) {
            peer.send("POST /" + HEAD + "Content-Length: 100\r\n\r\nabc");
            RawPeer.Answer answer = peer.answer();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(time.elapsed()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
        }
    }

    @Test
    void no_time_limit_runs_while_a_handler_works() throws Exception {
        Handler slow = _ -> {
            heddle.async.Async.sleep(Duration.ofHours(1));
            return Reply.text("at last");
        };
        try (var served = serve(slow);
                var peer = served.peer()) {
            assertThat(peer.get("/").answer().body()).isEqualTo("at last");
            assertThat(time.elapsed()).isGreaterThanOrEqualTo(Duration.ofHours(1));
        }
    }

    @Test
    void a_peer_that_never_reads_its_reply_is_cut() throws Exception {
        var gone = new java.util.concurrent.CompletableFuture<Throwable>();
        Handler endless = _ -> Reply.stream("a/b", writer -> {
            try {
                while (true) {
                    writer.write(new byte[32 * 1024]);
                }
            } catch (PeerGoneException e) {
                gone.complete(e);
                throw e;
            }
        });
        try (var served = serve(endless);
                var peer = served.peer()) {
            peer.get("/");
            assertThat(gone.get(10, java.util.concurrent.TimeUnit.SECONDS)).hasMessageContaining("GET /");
            assertThat(time.elapsed()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(130));
        }
    }
}
