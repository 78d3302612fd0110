package heddle.client;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import heddle.net.TlsIdentity;
import heddle.net.TlsProvider;
import heddle.net.wire.SelfSigned;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Family 9 of the cases: a server of TLS 1.2 that wants another handshake in the middle of an exchange.
class RenegotiationTest {
    private static final TlsIdentity IDENTITY = SelfSigned.certificate(List.of("127.0.0.1"));

    @ParameterizedTest
    @EnumSource(
            value = TlsProvider.class,
            names = {"AUTO", "JDK"})
    void a_server_that_negotiates_anew_with_its_own_certificate_is_answered(TlsProvider provider) throws Exception {
        try (var peer = ScriptedPeer.playing(connection -> {
            var secured = connection.securedOldly(IDENTITY);
            secured.readRequest();
            secured.negotiateAnew();
            secured.write(ScriptedPeer.ok("after"));
            secured.awaitClose();
        })) {
            String url = peer.url().replace("http:", "https:");
            Client.visit(
                    options -> options.net(
                            net -> net.tls(net.tls().provider(provider).trust(List.of(IDENTITY.leaf())))),
                    session -> assertThat(session.get(url).text()).isEqualTo("after"));
        }
    }
}
