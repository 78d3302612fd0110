package heddle.testkit.cases;

import static heddle.testkit.HttpHosts.replayed;
import static heddle.testkit.HttpHosts.session;
import static heddle.testkit.cases.ScriptedHost.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.async.TaskGroup;
import heddle.async.task.TimeoutExceededException;
import heddle.client.ClientSession;
import heddle.client.proxy.Proxies;
import heddle.http.ConnectionLostException;
import heddle.http.HttpTimeoutException;
import heddle.http.Phase;
import heddle.http.ProxyException;
import heddle.testkit.Simulation;
import heddle.testkit.cases.ScriptedHost.Conversation;
import heddle.testkit.cases.ScriptedHost.Script;
import heddle.testkit.network.Link;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Family 11 of the cases in virtual time: proxies that are slow, silent, or gone in the midst of it.
class ProxyInTimeTest {
    private static final Duration LATENCY = Duration.ofMillis(20);

    private static ClientSession through(String proxy) {
        return session(options -> options.proxies(Proxies.all(proxy)));
    }

    private static ScriptedHost proxy(Simulation simulation, Script... scripts) {
        simulation.network().links(Link.defaults().latency(LATENCY));
        return ScriptedHost.start(simulation, "proxy", 1080, scripts);
    }

    /// Opens a tunnel as SOCKS 5 does, to a target that is a name of six letters.
    private static void open(Conversation peer) throws IOException {
        peer.read(3);
        peer.writeBytes(5, 0);
        assertThat(peer.read(4 + 1 + 6 + 2)).contains("target");
        peer.writeBytes(5, 0, 0, 1, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void a_slow_proxy_is_waited_for_and_looks_up_the_name_itself() {
        var report = replayed(1101, simulation -> {
            var proxy = proxy(simulation, peer -> {
                Async.sleep(Duration.ofSeconds(8));
                open(peer);
                peer.readRequest();
                peer.write(ok("through"));
                peer.awaitClose();
            });
            try (var session = through("socks5h://proxy:1080")) {
                assertThat(session.get("http://target/").text()).isEqualTo("through");
                assertThat(simulation.currentTime()).isBetween(Duration.ofSeconds(8), Duration.ofMillis(8_200));
            }
            assertThat(proxy.requests().getFirst()).startsWith("GET / HTTP/1.1\r\nHost: target\r\n");
        });
        assertThat(report.trace()).contains("main asks A proxy").doesNotContain("asks A target");
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks4a://proxy:1080", "socks5h://proxy:1080", "http://proxy:1080"})
    void a_silent_proxy_ends_by_the_limit_for_connecting(String url) {
        replayed(1102, simulation -> {
            proxy(simulation, Conversation::stall);
            try (var session = through(url)) {
                var late = catchThrowableOfType(
                        HttpTimeoutException.class,
                        () -> session.get("https://target/").text());
                assertThat(late.phase()).isEqualTo(Phase.CONNECT);
                assertThat(simulation.currentTime()).isBetween(Duration.ofSeconds(10), Duration.ofMillis(10_100));
                assertNothingIsLeft(session);
            }
        });
    }

    @Test
    void a_proxy_that_says_a_byte_a_second_gets_no_more_time_than_a_silent_one() {
        replayed(1103, simulation -> {
            proxy(simulation, peer -> {
                peer.readHead();
                for (char each : "HTTP/1.1 200 OK\r\nX: slow\r\n\r\n".toCharArray()) {
                    peer.write(String.valueOf(each));
                    Async.sleep(Duration.ofSeconds(1));
                }
            });
            try (var session = through("http://proxy:1080")) {
                var late = catchThrowableOfType(
                        HttpTimeoutException.class,
                        () -> session.get("https://target/").text());
                assertThat(late.phase()).isEqualTo(Phase.CONNECT);
                assertThat(simulation.currentTime()).isBetween(Duration.ofSeconds(10), Duration.ofMillis(10_100));
            }
        });
    }

    @Test
    void a_proxy_that_resets_at_any_moment_is_told_apart_from_a_target_that_does() {
        for (int millis = 45; millis < 200; millis += 5) {
            var moment = Duration.ofMillis(millis);
            replayed(1104, simulation -> {
                var proxy = proxy(simulation, peer -> {
                    open(peer);
                    peer.readRequest();
                    Async.sleep(Duration.ofSeconds(1));
                });
                TaskGroup.run(group -> {
                    group.start(() -> {
                        Async.sleep(moment);
                        simulation.network().resetConnections(proxy.host(), simulation.host("main"));
                    });
                    try (var session = through("socks5h://proxy:1080")) {
                        var failure = catchThrowableOfType(
                                heddle.http.HttpException.class,
                                () -> session.get("http://target/").text());
                        // The tunnel is open once the answer to the second question is on its way.
                        boolean isOpen = moment.compareTo(LATENCY.multipliedBy(5)) > 0;
                        assertThat(failure)
                                .as("reset after " + moment)
                                .isInstanceOf(isOpen ? ConnectionLostException.class : ProxyException.class);
                        assertNothingIsLeft(session);
                    }
                });
            });
        }
    }

    @Test
    void a_request_that_is_cancelled_while_the_proxy_thinks_gives_everything_back() {
        replayed(1105, simulation -> {
            proxy(simulation, peer -> {
                Async.sleep(Duration.ofMillis(100));
                open(peer);
                while (true) {
                    peer.readRequest();
                    peer.write(ok("through"));
                }
            });
            try (var session = session(options ->
                    options.proxies(Proxies.all("socks5h://proxy:1080")).pool(pool -> pool.perHostMax(1)))) {
                for (int millis = 1; millis < 300; millis += 3) {
                    var limit = Duration.ofMillis(millis);
                    try {
                        Async.timeout(limit, () -> session.get("http://target/").text());
                    } catch (TimeoutExceededException _) {
                        // What this is about.
                    }
                }
                assertThat(session.get("http://target/").text()).isEqualTo("through");
                Async.sleep(Duration.ofMinutes(2));
                assertNothingIsLeft(session);
            }
        });
    }

    private static void assertNothingIsLeft(ClientSession session) {
        Async.sleep(Duration.ofSeconds(1));
        assertThat(session.statistics().connections()).isZero();
        assertThat(session.statistics().waiting()).isZero();
    }
}
