package heddle.testkit;

import static heddle.testkit.HttpHosts.origin;
import static heddle.testkit.HttpHosts.replayed;
import static heddle.testkit.HttpHosts.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import heddle.async.Async;
import heddle.client.SessionOptions;
import heddle.http.ConnectFailedException;
import heddle.http.ForbiddenAddressException;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Names that lead to private addresses sooner or later.
class PrivateAddressTest {
    private static final InetAddress PUBLIC = InetAddress.ofLiteral("93.184.215.14");

    @Test
    void a_name_that_leads_there_only_the_second_time_is_refused_the_second_time() {
        replayed(51, simulation -> {
            var server = origin(simulation);
            simulation.network().dns().addresses("rebound.test", PUBLIC);
            try (var session = session(SessionOptions::publicOnly)) {
                assertThatExceptionOfType(ConnectFailedException.class)
                        .isThrownBy(() -> session.get("http://rebound.test/").discard())
                        .withMessageContaining("no route");
                simulation.network().dns().addresses("rebound.test", server.address());
                Async.sleep(Duration.ofMinutes(2));
                assertThatExceptionOfType(ForbiddenAddressException.class)
                        .isThrownBy(() -> session.get("http://rebound.test/").discard())
                        .withMessageContaining(server.ip() + " is not public (private, RFC 1918)");
                assertThat(session.statistics().dialled()).isZero();
            }
        });
    }

    @Test
    void of_several_addresses_the_public_ones_alone_are_tried() {
        replayed(52, simulation -> {
            var server = origin(simulation);
            simulation.network().dns().addresses("mixed.test", server.address(), PUBLIC);
            try (var open = session();
                    var session = session(SessionOptions::publicOnly)) {
                assertThat(open.get("http://mixed.test/").discard().status().code())
                        .isEqualTo(200);
                assertThatExceptionOfType(ConnectFailedException.class)
                        .isThrownBy(() -> session.get("http://mixed.test/").discard())
                        .withMessageContaining(PUBLIC.getHostAddress())
                        .satisfies(it -> assertThat(it.getMessage()).doesNotContain(server.ip()));
            }
        });
    }
}
