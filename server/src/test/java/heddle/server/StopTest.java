package heddle.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.Async;
import heddle.async.LoopOptions;
import heddle.async.LoopTransport;
import heddle.async.Loops;
import heddle.async.task.CancelledException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How a server ends.
class StopTest {
    private static CompletableFuture<Boolean> stop(Served served, Duration grace) {
        return CompletableFuture.supplyAsync(() -> served.server().stop(grace));
    }

    @Test
    void an_idle_server_stops_at_once_and_closes_idle_connections() throws Exception {
        try (var served = Served.by(_ -> Reply.text("a"));
                var peer = served.peer()) {
            peer.get("/").answer();
            assertThat(stop(served, Duration.ofMinutes(1)).get(10, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(peer.isEnded()).isTrue();
            assertThatThrownBy(served::peer).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void a_request_in_flight_ends_within_the_grace_and_its_connection_with_it() throws Exception {
        var inside = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        Handler handler = _ -> {
            inside.countDown();
            go.await(10, TimeUnit.SECONDS);
            return Reply.text("done");
        };
        try (var served = Served.by(handler);
                var peer = served.peer()) {
            peer.get("/");
            assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Boolean> stopped = stop(served, Duration.ofMinutes(1));
            while (isAccepting(served)) {
                Thread.onSpinWait();
            }
            assertThat(stopped).isNotDone();
            go.countDown();
            RawPeer.Answer answer = peer.answer();
            assertThat(answer.body()).isEqualTo("done");
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(stopped.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(peer.isEnded()).isTrue();
        }
    }

    @Test
    void after_the_grace_handlers_are_cancelled_and_connections_cut() throws Exception {
        var inside = new CountDownLatch(1);
        var cancelled = new CountDownLatch(1);
        Handler handler = _ -> {
            inside.countDown();
            try {
                Async.sleep(Duration.ofHours(1));
            } catch (CancelledException e) {
                cancelled.countDown();
                throw e;
            }
            return Reply.text("never");
        };
        try (var served = Served.by(handler);
                var peer = served.peer()) {
            peer.get("/");
            assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(served.server().stop(Duration.ofMillis(10))).isFalse();
            assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(served.server().statistics().answering()).isZero();
            assertThat(peer.isEnded()).isTrue();
        }
    }

    @Test
    void a_streamed_reply_in_flight_is_finished() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        Handler handler = _ -> Reply.stream("a/b", writer -> {
            writer.write("one ");
            writer.flush();
            begun.countDown();
            go.await(10, TimeUnit.SECONDS);
            writer.write("two");
        });
        try (var served = Served.by(handler);
                var peer = served.peer()) {
            peer.get("/");
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Boolean> stopped = stop(served, Duration.ofMinutes(1));
            go.countDown();
            assertThat(peer.answer().body()).isEqualTo("one two");
            assertThat(stopped.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_server_is_opened_and_stopped_by_a_coroutine_too() throws Exception {
        Async.run(() -> {
            try (var server = HttpServer.open(ServerOptions.local(), _ -> Reply.text("a"))) {
                assertThat(server.url())
                        .isEqualTo("http://127.0.0.1:" + server.address().getPort());
                assertThat(server.stop(Duration.ofSeconds(1))).isTrue();
                assertThat(server.stop(Duration.ofSeconds(1))).isTrue();
            }
        });
    }

    @Test
    void a_port_that_is_taken_is_an_error_that_names_it() throws Exception {
        try (var served = Served.by(_ -> Reply.text("a"))) {
            int port = served.server().address().getPort();
            assertThatThrownBy(() -> Served.by(ServerOptions.at("127.0.0.1", port), _ -> Reply.text("b"))
                            .close())
                    .isInstanceOf(java.io.IOException.class)
                    .hasMessageContaining("127.0.0.1:" + port);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTO", "NIO"})
    void its_port_is_free_when_it_has_stopped(String transport) throws Exception {
        var options = LoopOptions.defaults().transport(LoopTransport.valueOf(transport));
        try (var loops = Loops.open(2, options)) {
            int port = 0;
            for (int i = 0; i < 100; i++) {
                var server = HttpServer.open(ServerOptions.at("127.0.0.1", port), loops, _ -> Reply.text("a"));
                port = server.address().getPort();
                assertThat(server.stop(Duration.ZERO)).isTrue();
                try (var other = new ServerSocket()) {
                    other.setReuseAddress(false);
                    other.bind(server.address());
                }
            }
        }
    }

    private static boolean isAccepting(Served served) {
        try (var peer = served.peer()) {
            return peer.socket().isConnected();
        } catch (java.io.IOException _) {
            return false;
        }
    }
}
