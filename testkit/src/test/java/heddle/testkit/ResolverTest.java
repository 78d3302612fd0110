package heddle.testkit;

import static heddle.testkit.HttpHosts.origin;
import static heddle.testkit.HttpHosts.replayed;
import static heddle.testkit.HttpHosts.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.client.ClientSession;
import heddle.http.ConnectFailedException;
import heddle.http.ResolveException;
import heddle.net.NameResolver;
import heddle.net.ResolvedName;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A session whose names are found by the program itself, in virtual time.
class ResolverTest {
    private static final InetAddress NOBODY = InetAddress.ofLiteral("192.0.2.1");

    private final List<String> asked = new ArrayList<>();

    private static ClientSession asking(NameResolver resolver) {
        return session(options ->
                options.net(net -> net.dns(net.dns().resolver(resolver))).pool(pool -> pool.idle(Duration.ZERO)));
    }

    @Test
    void what_it_says_holds_for_the_time_that_it_says() {
        replayed(91, simulation -> {
            asked.clear();
            var server = origin(simulation).address();
            try (var session = asking(host -> {
                asked.add(host);
                Async.sleep(Duration.ofMillis(5));
                return ResolvedName.of(Duration.ofSeconds(30), server);
            })) {
                for (int second : List.of(0, 29, 2)) {
                    Async.sleep(Duration.ofSeconds(second));
                    session.get("http://service.example/bytes/1").discard();
                }
            }
            assertThat(asked).containsExactly("service.example", "service.example");
        });
    }

    @Test
    void a_name_that_is_not_there_yet_is_asked_for_again_after_the_negative_time_to_live() {
        replayed(92, simulation -> {
            asked.clear();
            var server = origin(simulation).address();
            try (var session = asking(host -> {
                asked.add(host);
                if (asked.size() == 1) {
                    throw new UnknownHostException(host);
                }
                return ResolvedName.of(Duration.ofSeconds(30), server);
            })) {
                var url = "http://service.example/bytes/1";
                assertThat(catchThrowableOfType(
                                ResolveException.class, () -> session.get(url).discard()))
                        .isNotNull();
                Async.sleep(Duration.ofSeconds(4));
                assertThat(catchThrowableOfType(
                                ResolveException.class, () -> session.get(url).discard()))
                        .isNotNull();
                assertThat(asked).hasSize(1);
                Async.sleep(Duration.ofSeconds(2));
                session.get(url).discard();
                assertThat(asked).hasSize(2);
            }
        });
    }

    @Test
    void a_connection_cannot_begin_at_an_address_of_another_host() {
        replayed(93, simulation -> {
            origin(simulation);
            try (var elsewhere = from(NOBODY)) {
                var refused = catchThrowableOfType(
                        ConnectFailedException.class,
                        () -> elsewhere.get("http://server/bytes/1").discard());
                assertThat(refused.isRetryable()).isFalse();
                assertThat(refused).hasMessageContaining("it cannot begin at 192.0.2.1");
            }
        });
    }

    private static ClientSession from(InetAddress address) {
        return session(options -> options.net(net -> net.connect(net.connect().localAddresses(address))));
    }
}
