package heddle.client.http2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import heddle.async.Async;
import heddle.client.SessionOptions;
import heddle.client.options.Versions;
import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import heddle.client.trace.ConnectionEvent;
import heddle.client.trace.SessionEvent;
import heddle.http.ConnectionLostException;
import heddle.net.TlsIdentity;
import heddle.net.wire.SelfSigned;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// A server that speaks as soon as it has shaken hands, before the pool has got the connection.
class EarlyServerTest {
    private static final TlsIdentity IDENTITY = SelfSigned.certificate(List.of("127.0.0.1"));
    private static final Duration IDLE = Duration.ofSeconds(30);

    /// Lets the bytes of the server come in before the pool is told of the connection. On virtual time, which stands
    /// still while they are under way.
    private static SessionOptions overtaken(SessionOptions options) {
        return options.listener(EarlyServerTest::linger).pool(pool -> pool.idle(IDLE));
    }

    private static void linger(SessionEvent event) {
        if (event instanceof ConnectionEvent.HandshakeDone) {
            settle();
        }
    }

    /// Waits until the loop has nothing to do.
    private static void settle() {
        Async.sleep(Duration.ofMillis(1));
    }

    @Test
    void a_connection_whose_server_greets_early_is_not_idle_while_it_serves() throws Exception {
        var waited = new CountDownLatch(1);
        try (var peer = FramePeer.securedUngreeted(IDENTITY, connection -> {
            connection.settings();
            connection.greet();
            int stream = connection.request().stream();
            connection.headers(stream, false, ":status", "200");
            waited.await();
            connection.data(stream, true, "late");
            connection.awaitClose();
        })) {
            Sessions.visitInVirtualTime(
                    options -> overtaken(options)
                            .http2(http2 -> http2.pings(IDLE.multipliedBy(10), IDLE))
                            .timeouts(timeouts -> timeouts.readGap(IDLE.multipliedBy(10))),
                    session -> {
                        try (var response = session.get(peer.url()).send()) {
                            Async.sleep(IDLE.multipliedBy(2));
                            assertThat(session.statistics().idle()).isZero();
                            waited.countDown();
                            assertThat(response.text()).isEqualTo("late");
                        }
                        settle();
                        assertThat(session.statistics().idle()).isEqualTo(1);
                    });
        }
    }

    @Test
    void a_server_that_goes_away_early_is_not_dialled_without_end() throws Exception {
        try (var peer = FramePeer.securedUngreeted(IDENTITY, connection -> {
            connection.settings();
            connection.goAway(0, 0, "full");
            connection.awaitClose();
        })) {
            Sessions.visitInVirtualTime(EarlyServerTest::overtaken, session -> {
                assertThat(catchThrowable(() -> session.get(peer.url()).text()))
                        .isInstanceOf(ConnectionLostException.class)
                        .hasMessageContaining("full");
                settle();
                assertThat(session.statistics().connections()).isZero();
            });
            assertThat(peer.connections()).isLessThan(10);
        }
    }

    @Test
    void what_a_server_sends_unasked_and_early_ends_the_connection_for_good() throws Exception {
        try (var peer = ScriptedPeer.secured(
                IDENTITY,
                connection -> {
                    connection.write("HTTP/1.1 408 Request Timeout\r\n\r\n");
                    connection.awaitClose();
                },
                connection -> {
                    connection.readRequest();
                    connection.write(ScriptedPeer.ok("asked"));
                    connection.awaitClose();
                })) {
            Client.visitInVirtualTime(options -> overtaken(options.insecure().versions(Versions.HTTP_1_1)), session -> {
                session.warmUp(peer.url(), 1);
                assertThat(session.statistics().idle()).isZero();
                assertThat(session.statistics().connections()).isZero();
                assertThat(session.get(peer.url()).text()).isEqualTo("asked");
                assertThat(session.statistics().idle()).isEqualTo(1);
            });
        }
    }
}
