package heddle.server;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Loops;
import heddle.async.loop.Loop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// A server with several loops behind one port.
class ManyLoopsTest {
    private static final int LOOPS = Integer.getInteger("heddle.test.loops", 4);
    private static final int PEERS = 64;

    private static Served served(Handler handler) throws IOException {
        return Served.by(ServerOptions.local(), Loops.open(LOOPS), handler);
    }

    /// The kernel spreads by a hash of the addresses: that 64 connections all meet one loop of two has the chance
    /// of 1 to 2⁶³.
    @Test
    void connections_are_spread_over_the_loops_and_each_stays_on_its_own() throws Exception {
        Set<String> loops = new HashSet<>();
        List<RawPeer> peers = new ArrayList<>();
        try (var served = served(_ -> Reply.text(Integer.toString(System.identityHashCode(Loop.current()))))) {
            for (int i = 0; i < PEERS; i++) {
                var peer = served.peer();
                peers.add(peer);
                String loop = peer.get("/").answer().body();
                assertThat(peer.get("/again").answer().body()).isEqualTo(loop);
                loops.add(loop);
            }
            assertThat(loops).hasSizeBetween(Math.min(2, LOOPS), LOOPS);
            assertThat(served.server().statistics()).isEqualTo(new ServerStatistics(PEERS, 0, 2 * PEERS, 0));
            assertThat(served.server().stop(Duration.ofMinutes(1))).isTrue();
            for (var peer : peers) {
                assertThat(peer.isEnded()).isTrue();
            }
        }
        for (var peer : peers) {
            peer.close();
        }
    }

    /// Peers that ask as fast as they can, on every loop: each request that a handler saw is answered to its end.
    @Test
    void a_graceful_stop_under_load_tears_no_reply() throws Exception {
        var received = new AtomicLong();
        var torn = new AtomicLong();
        var busy = new CountDownLatch(2_000);
        List<Thread> peers = new ArrayList<>();
        try (var served = served(_ -> Reply.bytes("a/b", new byte[2_000]))) {
            for (int i = 0; i < 16; i++) {
                peers.add(Thread.ofVirtual().start(() -> {
                    try (var peer = served.peer()) {
                        while (true) {
                            peer.get("/");
                            String status = peer.line();
                            try {
                                assertThat(status).isEqualTo("HTTP/1.1 200 OK");
                                takeRest(peer);
                            } catch (IOException | AssertionError cut) {
                                torn.incrementAndGet();
                                throw cut;
                            }
                            received.incrementAndGet();
                            busy.countDown();
                        }
                    } catch (IOException ended) {
                        // The server has stopped; between two replies, or `torn` says so.
                    }
                }));
            }
            assertThat(busy.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(served.server().stop(Duration.ofMinutes(1))).isTrue();
            for (Thread peer : peers) {
                assertThat(peer.join(Duration.ofSeconds(20))).isTrue();
            }
            assertThat(torn).hasValue(0);
            assertThat(received).hasValue(served.server().statistics().requests());
        }
    }

    /// What follows the status line of a reply with 2,000 bytes.
    private static void takeRest(RawPeer peer) throws IOException {
        while (!peer.line().isEmpty()) {}
        assertThat(peer.take(2_000)).hasSize(2_000);
    }
}
