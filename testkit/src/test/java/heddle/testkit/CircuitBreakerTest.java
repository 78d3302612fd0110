package heddle.testkit;

import static heddle.testkit.HttpHosts.replayed;
import static heddle.testkit.HttpHosts.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.async.TaskGroup;
import heddle.client.ClientSession;
import heddle.client.middleware.CircuitBreaker;
import heddle.client.middleware.CircuitOptions;
import heddle.http.CircuitOpenException;
import heddle.http.Status;
import heddle.server.Reply;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// A host that fails is left alone for a while, and tried again.
class CircuitBreakerTest {
    /// A host that fails as long as it is told to.
    private static final class Patient {
        boolean isIll = true;
        Duration slowness = Duration.ZERO;
        int asked;

        Patient(Simulation simulation) {
            HttpHosts.serve(simulation, _ -> {
                asked++;
                Async.sleep(slowness);
                return Reply.text("x").status(Status.of(isIll ? 500 : 200));
            });
        }
    }

    private static ClientSession breaking(UnaryOperator<CircuitOptions> change) {
        return session(options -> options.middleware(CircuitBreaker.of(change)));
    }

    private static void get(ClientSession session, int times) {
        for (int i = 0; i < times; i++) {
            session.get("http://server/").discard();
        }
    }

    private static void isRefused(ClientSession session) {
        assertThatExceptionOfType(CircuitOpenException.class)
                .isThrownBy(() -> session.get("http://server/").discard());
    }

    @Test
    void after_too_many_failures_nothing_is_sent_until_the_time_is_over() {
        replayed(21, simulation -> {
            var host = new Patient(simulation);
            try (var session = breaking(circuit -> circuit.failures(3, 5).open(Duration.ofSeconds(30)))) {
                get(session, 3);
                var open = catchThrowableOfType(
                        CircuitOpenException.class,
                        () -> session.get("http://server/").discard());
                assertThat(open.remaining()).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(30));
                assertThat(open).hasMessageContaining("GET http://server/: http://server has failed too often");
                Async.sleep(Duration.ofSeconds(29));
                isRefused(session);
                assertThat(host.asked).isEqualTo(3);
                Async.sleep(Duration.ofSeconds(1));
                host.isIll = false;
                get(session, 10);
                assertThat(host.asked).isEqualTo(13);
            }
        });
    }

    @Test
    void a_probe_that_fails_opens_it_again() {
        replayed(22, simulation -> {
            var host = new Patient(simulation);
            try (var session = breaking(circuit -> circuit.failures(3, 5).open(Duration.ofSeconds(30)))) {
                get(session, 3);
                Async.sleep(Duration.ofSeconds(30));
                get(session, 1);
                isRefused(session);
                Async.sleep(Duration.ofSeconds(30));
                host.isIll = false;
                get(session, 5);
                assertThat(host.asked).isEqualTo(9);
            }
        });
    }

    @Test
    void beside_a_probe_nothing_passes_and_a_probe_that_is_given_up_counts_for_nothing() {
        replayed(23, simulation -> {
            var host = new Patient(simulation);
            try (var session = breaking(circuit -> circuit.failures(3, 5).open(Duration.ofSeconds(30)))) {
                get(session, 3);
                Async.sleep(Duration.ofSeconds(30));
                host.isIll = false;
                host.slowness = Duration.ofSeconds(10);
                TaskGroup.run(group -> {
                    var probe = group.start(() -> session.get("http://server/").discard());
                    Async.sleep(Duration.ofSeconds(1));
                    isRefused(session);
                    probe.cancel();
                });
                assertThat(host.asked).isEqualTo(4);
                get(session, 2);
                assertThat(host.asked).isEqualTo(6);
            }
        });
    }

    @Test
    void failures_count_only_among_the_last_requests() {
        replayed(24, simulation -> {
            var host = new Patient(simulation);
            try (var session = breaking(circuit -> circuit.failures(3, 5))) {
                for (int i = 0; i < 30; i++) {
                    host.isIll = i % 3 == 0;
                    get(session, 1);
                }
                assertThat(host.asked).isEqualTo(30);
                host.isIll = true;
                get(session, 2);
                isRefused(session);
            }
        });
    }

    @Test
    void hosts_have_circuits_of_their_own_and_refused_connections_count() {
        replayed(25, simulation -> {
            var host = new Patient(simulation);
            host.isIll = false;
            simulation.host("down");
            try (var session = breaking(circuit -> circuit.failures(2, 2))) {
                for (int i = 0; i < 2; i++) {
                    assertThatExceptionOfType(heddle.http.ConnectFailedException.class)
                            .isThrownBy(() -> session.get("http://down/").discard());
                }
                assertThatExceptionOfType(CircuitOpenException.class)
                        .isThrownBy(() -> session.get("http://down/").discard());
                get(session, 1);
            }
        });
    }

    @Test
    void what_began_before_it_opened_says_nothing_about_a_probe() {
        replayed(26, simulation -> {
            var host = new Patient(simulation);
            try (var session = breaking(circuit -> circuit.failures(2, 2).open(Duration.ofSeconds(5)))) {
                TaskGroup.run(group -> {
                    host.slowness = Duration.ofSeconds(20);
                    group.start(() -> session.get("http://server/").discard());
                    Async.sleep(Duration.ofSeconds(1));
                    host.slowness = Duration.ZERO;
                    get(session, 2);
                    isRefused(session);
                    Async.sleep(Duration.ofSeconds(6));
                    host.isIll = false;
                    get(session, 1);
                    Async.sleep(Duration.ofSeconds(20));
                    get(session, 1);
                });
                assertThat(host.asked).isEqualTo(5);
            }
        });
    }
}
