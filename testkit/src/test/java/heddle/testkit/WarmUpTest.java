package heddle.testkit;

import static heddle.testkit.HttpHosts.origin;
import static heddle.testkit.HttpHosts.replayed;
import static heddle.testkit.HttpHosts.serveOn;
import static heddle.testkit.HttpHosts.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import heddle.async.Async;
import heddle.async.TaskGroup;
import heddle.async.task.TimeoutExceededException;
import heddle.client.ClientSession;
import heddle.client.SessionOptions;
import heddle.client.SessionStatistics;
import heddle.client.options.Versions;
import heddle.client.trace.ExchangeEvent;
import heddle.client.trace.LeaseOrigin;
import heddle.http.ConnectFailedException;
import heddle.server.ServerOptions;
import heddle.server.origin.TestOrigin;
import heddle.testkit.network.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Connections that are made before there is a request for them.
class WarmUpTest {
    private static final String URL = "http://server/bytes/10";

    private final List<ExchangeEvent.Served> served = new ArrayList<>();

    private interface Use {
        void with(ClientSession session) throws Exception;
    }

    private void simulated(long seed, UnaryOperator<SessionOptions> change, Use use) {
        replayed(seed, simulation -> {
            served.clear();
            simulation.network().links(Link.defaults().latency(Duration.ofMillis(50)));
            origin(simulation);
            try (var session = session(options -> change.apply(options).listener(event -> {
                if (event instanceof ExchangeEvent.Served now) {
                    served.add(now);
                }
            }))) {
                use.with(session);
            }
        });
    }

    private static void ask(ClientSession session, int times) throws Exception {
        Async.forEach(
                IntStream.range(0, times).boxed().toList(),
                _ -> session.get(URL).discard());
    }

    @Test
    void requests_find_connections_that_are_there_and_pay_for_none() {
        simulated(71, options -> options, session -> {
            assertThat(session.warmUp(URL, 3)).isEqualTo(3);
            assertThat(session.statistics()).isEqualTo(new SessionStatistics(3, 3, 0, 0, 3, 0, 0, 0));
            var exchange = session.get(URL).discard();
            assertThat(exchange.timings().connect()).isZero();
            assertThat(exchange.timings().total()).isLessThan(Duration.ofMillis(150));
            ask(session, 3);
            assertThat(session.statistics().dialled()).isEqualTo(3);
        });
        assertThat(served)
                .extracting(ExchangeEvent.Served::origin)
                .containsExactly(LeaseOrigin.WARM, LeaseOrigin.IDLE, LeaseOrigin.WARM, LeaseOrigin.WARM);
    }

    @Test
    void what_is_there_already_counts() {
        simulated(72, options -> options, session -> {
            ask(session, 2);
            assertThat(session.warmUp(URL, 2)).isEqualTo(2);
            assertThat(session.warmUp(URL, 1)).isEqualTo(2);
            assertThat(session.statistics().dialled()).isEqualTo(2);
            assertThat(session.warmUp(URL, 5)).isEqualTo(5);
        });
    }

    @Test
    void limits_are_kept_and_nothing_is_closed_for_it() {
        replayed(73, simulation -> {
            origin(simulation);
            serveOn(simulation.host("other"), ServerOptions.at("0.0.0.0", 80), TestOrigin.router());
            simulation.runCurrent();
            try (var session =
                    session(options -> options.pool(pool -> pool.totalMax(3).perHostMax(2)))) {
                assertThat(session.warmUp(URL, 9)).isEqualTo(2);
                assertThat(session.warmUp("http://other/", 9)).isEqualTo(1);
                assertThat(session.warmUp("http://other/", 9)).isEqualTo(1);
                assertThat(session.statistics()).isEqualTo(new SessionStatistics(3, 3, 0, 0, 3, 0, 0, 0));
            }
        });
    }

    @Test
    void http_2_needs_one_for_all() {
        simulated(74, options -> options.versions(Versions.HTTP_2), session -> {
            assertThat(session.warmUp(URL, 8)).isEqualTo(1);
            ask(session, 8);
            assertThat(session.statistics().dialled()).isEqualTo(1);
        });
        assertThat(served.getFirst().origin()).isEqualTo(LeaseOrigin.WARM);
    }

    @Test
    void requests_that_come_meanwhile_use_what_is_being_made() {
        simulated(75, options -> options, session -> {
            TaskGroup.run(group -> {
                var warm = group.start(() -> session.warmUp(URL, 2));
                Async.sleep(Duration.ofMillis(10));
                group.start(() -> ask(session, 2));
                assertThat(warm.await()).isEqualTo(2);
            });
            assertThat(session.statistics().dialled()).isEqualTo(2);
        });
    }

    @Test
    void several_who_want_the_same_share_it() {
        simulated(76, options -> options, session -> {
            List<Integer> counts = Async.gather(List.of(1, 4, 2), each -> session.warmUp(URL, each));
            assertThat(counts).allSatisfy(count -> assertThat(count).isBetween(1, 4));
            assertThat(session.statistics().dialled()).isEqualTo(4);
        });
    }

    @Test
    void what_cannot_be_made_is_the_failure_that_a_request_would_have() {
        replayed(77, simulation -> {
            simulation.host("server");
            try (var session = session()) {
                assertThatExceptionOfType(ConnectFailedException.class).isThrownBy(() -> session.warmUp(URL, 3));
                assertThat(session.statistics().connections()).isZero();
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> session.warmUp(URL, 0))
                        .withMessageContaining("at least 1");
            }
        });
    }

    @Test
    void who_waits_no_more_leaves_the_connections_to_others() {
        simulated(78, options -> options, session -> {
            assertThatExceptionOfType(TimeoutExceededException.class)
                    .isThrownBy(() -> Async.timeout(Duration.ofMillis(10), () -> session.warmUp(URL, 2)));
            Async.sleep(Duration.ofSeconds(1));
            assertThat(session.statistics().idle()).isEqualTo(2);
            Async.sleep(Duration.ofSeconds(30));
            assertThat(session.statistics().connections()).isZero();
        });
    }
}
