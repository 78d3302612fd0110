package heddle.testkit;

import static heddle.testkit.HttpHosts.replayed;
import static heddle.testkit.HttpHosts.serve;
import static heddle.testkit.HttpHosts.session;
import static org.assertj.core.api.Assertions.assertThat;

import heddle.net.TlsIdentity;
import heddle.net.TlsProvider;
import heddle.server.ServerOptions;
import heddle.server.origin.TestOrigin;
import heddle.testkit.network.Link;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TlsTest {
    /// An RSA key: its signatures have one length, so that handshakes do, too.
    static TlsIdentity identity() {
        try {
            return TlsIdentity.pem(resource("/simulated-certificate.pem"), resource("/simulated-key.pem"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path resource(String name) {
        return Path.of(URI.create(
                Objects.requireNonNull(TlsTest.class.getResource(name)).toString()));
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "JDK"})
    void a_run_with_tls_replays_though_its_bytes_differ(TlsProvider provider) {
        replayed(1, simulation -> {
            var identity = identity();
            simulation.network().links(Link.defaults().jitter(Duration.ofMillis(3)));
            serve(simulation, ServerOptions.at("0.0.0.0", 443).tls(identity), TestOrigin.router());
            try (var session = session(options ->
                    options.net(net -> net.tls(net.tls().provider(provider).trust(identity.chain()))))) {
                for (int i = 0; i < 3; i++) {
                    assertThat(session.get("https://server/bytes/50000").bytes())
                            .hasSize(50_000);
                }
                assertThat(session.statistics().dialled()).isEqualTo(1);
            }
        });
    }

    @Test
    void a_certificate_made_at_the_start_works_too() {
        Simulation.run(1, simulation -> {
            serve(simulation, ServerOptions.at("0.0.0.0", 443).selfSigned("server"), TestOrigin.router());
            try (var session = session(options -> options.insecure())) {
                assertThat(session.get("https://server/bytes/10").bytes()).hasSize(10);
            }
        });
    }
}
