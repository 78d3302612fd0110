package heddle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.client.peer.Client;
import heddle.client.peer.FullListener;
import heddle.client.peer.PeerConnection;
import heddle.client.peer.ScriptedPeer;
import heddle.http.HttpTimeoutException;
import heddle.http.Phase;
import heddle.net.NetOptions;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Family 7 of the cases, before there is a connection: each step of a dial stalls on its own. On virtual time.
class DialTimeoutTest {
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

    @Test
    void name_servers_that_are_silent_are_given_up() throws Exception {
        try (var silent = new DatagramSocket(new InetSocketAddress(HERE, 0))) {
            var server = new InetSocketAddress(HERE, silent.getLocalPort());
            assertStall(
                    "http://silent.example/",
                    Phase.DNS,
                    net -> net.dns(net.dns().servers(List.of(server)).timeout(LIMIT)),
                    LIMIT.dividedBy(4)); // when every server was silent often enough, the rest is not waited for
        }
    }

    @Test
    void a_host_that_does_not_answer_a_connection_attempt_is_given_up() throws Exception {
        try (var full = FullListener.open()) {
            assertStall(
                    full.url(), Phase.CONNECT, net -> net.connect(net.connect().timeout(LIMIT)), LIMIT);
        }
    }

    @Test
    void a_peer_that_is_silent_in_the_handshake_is_given_up() throws Exception {
        try (var peer = ScriptedPeer.playing(PeerConnection::awaitClose)) {
            assertStall(
                    "https://127.0.0.1:%d/".formatted(peer.port()),
                    Phase.TLS,
                    net -> net.tls(net.tls().timeout(LIMIT)),
                    LIMIT);
        }
    }

    private static void assertStall(String url, Phase phase, UnaryOperator<NetOptions> limited, Duration wait)
            throws Exception {
        Client.visitInVirtualTime(options -> options.net(limited), session -> {
            var failure = catchThrowableOfType(
                    HttpTimeoutException.class, () -> session.get(url).text());
            assertThat(failure).isNotNull().hasMessageStartingWith("GET " + url + ": ");
            assertThat(failure.phase()).isEqualTo(phase);
            assertThat(failure.detail()).contains(" while " + phase.activity() + ": ", "; ", "limit");
            assertThat(failure.limit()).isEqualTo(LIMIT);
            assertThat(failure.elapsed()).isBetween(wait, LIMIT.plusSeconds(1));
            assertThat(session.statistics()).isEqualTo(new SessionStatistics(0, 0, 0, 0, 0, 0, 0, 0));
        });
    }
}
