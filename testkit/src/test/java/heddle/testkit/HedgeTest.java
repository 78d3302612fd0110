package heddle.testkit;

import static heddle.testkit.HttpHosts.replayed;
import static heddle.testkit.HttpHosts.serve;
import static heddle.testkit.HttpHosts.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import heddle.async.Async;
import heddle.client.ClientSession;
import heddle.client.SessionOptions;
import heddle.client.middleware.Hedge;
import heddle.http.ConnectionLostException;
import heddle.server.Reply;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// A late answer is asked for once more, and the slower one given up.
class HedgeTest {
    private static ClientSession hedging(UnaryOperator<SessionOptions> change) {
        return session(
                options -> change.apply(options.middleware(Hedge.of(hedge -> hedge.delay(Duration.ofSeconds(1))))));
    }

    /// A host that takes so many seconds for one request after the other.
    private static void taking(Simulation simulation, int... seconds) {
        int[] asked = new int[1];
        serve(simulation, _ -> {
            int mine = asked[0]++;
            Async.sleep(Duration.ofSeconds(seconds[Math.min(mine, seconds.length - 1)]));
            return Reply.text("answer " + mine);
        });
    }

    @Test
    void the_second_answer_counts_when_the_first_is_late_and_the_first_connection_is_closed() {
        replayed(41, simulation -> {
            taking(simulation, 60, 0);
            try (var session = hedging(options -> options)) {
                assertThat(session.get("http://server/").text()).isEqualTo("answer 1");
                assertThat(simulation.currentTime()).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_100));
                assertThat(session.statistics().dialled()).isEqualTo(2);
                Async.sleep(Duration.ofSeconds(1));
                assertThat(session.statistics().connections()).isEqualTo(1);
                assertThat(session.get("http://server/").text()).isEqualTo("answer 2");
                assertThat(session.statistics().dialled()).isEqualTo(2);
            }
        });
    }

    @Test
    void the_first_answer_counts_when_it_comes_first_after_all() {
        replayed(43, simulation -> {
            taking(simulation, 2, 60);
            try (var session = hedging(options -> options)) {
                assertThat(session.get("http://server/").text()).isEqualTo("answer 0");
                Async.sleep(Duration.ofSeconds(1));
                assertThat(session.statistics().connections()).isEqualTo(1);
            }
        });
    }

    @Test
    void a_quick_answer_is_asked_for_once() {
        replayed(44, simulation -> {
            taking(simulation, 0);
            try (var session = hedging(options -> options)) {
                session.get("http://server/").discard();
                Async.sleep(Duration.ofSeconds(5));
                assertThat(session.statistics().requests()).isEqualTo(1);
                assertThat(simulation.currentTime()).isBetween(Duration.ofSeconds(5), Duration.ofMillis(5_100));
            }
        });
    }

    @Test
    void what_may_not_be_repeated_is_asked_for_once() {
        replayed(45, simulation -> {
            taking(simulation, 5);
            try (var session = hedging(options -> options)) {
                session.post("http://server/").body("x").discard();
                assertThat(session.statistics().requests()).isEqualTo(1);
            }
        });
    }

    @Test
    void a_server_that_has_become_slow_is_not_asked_twice_as_much() {
        replayed(46, simulation -> {
            taking(simulation, 3);
            try (var session = hedging(options -> options)) {
                for (int i = 0; i < 50; i++) {
                    session.get("http://server/").discard();
                }
                assertThat(session.statistics().requests()).isBetween(60L, 66L);
            }
        });
    }

    @Test
    void it_fails_with_the_first_failure_once_both_have_failed() {
        replayed(47, simulation -> {
            var host = serve(simulation, _ -> {
                Async.sleep(Duration.ofSeconds(60));
                return Reply.text("never");
            });
            try (var session = hedging(options -> options)) {
                Async.callLater(
                        Duration.ofSeconds(5),
                        () -> simulation.network().resetConnections(host, simulation.host("main")));
                assertThatExceptionOfType(ConnectionLostException.class)
                        .isThrownBy(() -> session.get("http://server/").discard())
                        .satisfies(lost -> assertThat(lost.getSuppressed()).hasSize(1));
            }
        });
    }
}
