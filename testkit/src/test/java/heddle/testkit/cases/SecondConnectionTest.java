package heddle.testkit.cases;

import static heddle.testkit.HttpHosts.replayed;
import static heddle.testkit.HttpHosts.session;
import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.client.ClientSession;
import heddle.client.SessionOptions;
import heddle.client.options.Versions;
import heddle.client.trace.ConnectionEvent;
import heddle.client.trace.ExchangeEvent;
import heddle.client.trace.WaitReason;
import heddle.net.DnsCacheOptions;
import heddle.server.Reply;
import heddle.server.ServerLimits;
import heddle.server.ServerOptions;
import heddle.testkit.HttpHosts;
import heddle.testkit.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// When those who wait for one of two streams get a second connection of HTTP/2, and when none.
class SecondConnectionTest {
    private static final int STREAMS = 2;
    private static final Duration LONG = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMillis(100);

    private final List<Duration> dialled = new ArrayList<>();
    private final List<WaitReason> waits = new ArrayList<>();

    private interface Use {
        void with(Simulation simulation, ClientSession session) throws Exception;
    }

    /// With one connection that is there, to a server whose exchanges take that long; what was dialled is counted from
    /// then on, and timed.
    private void simulated(long seed, Duration exchange, UnaryOperator<SessionOptions> change, Use use) {
        replayed(seed, simulation -> {
            HttpHosts.serve(
                    simulation, ServerOptions.at("0.0.0.0", 80).limits(ServerLimits.DEFAULT.streamsMax(STREAMS)), _ -> {
                        Async.sleep(exchange);
                        return Reply.text("ok");
                    });
            try (var session = session(options -> change.apply(options.versions(Versions.HTTP_2))
                    .listener(event -> {
                        if (event instanceof ConnectionEvent.Dialling) {
                            dialled.add(simulation.currentTime());
                        } else if (event instanceof ExchangeEvent.Queued queued) {
                            waits.add(queued.reason());
                        }
                    }))) {
                session.warmUp("http://server/", 1);
                Async.sleep(Duration.ofSeconds(2)); // by then the client knows the limit
                dialled.clear();
                waits.clear();
                use.with(simulation, session);
            }
        });
    }

    private static void ask(ClientSession session, int requests) throws Exception {
        Async.forEach(
                IntStream.range(0, requests).boxed().toList(),
                _ -> session.get("http://server/").discard());
    }

    @Test
    void a_whole_round_that_waits_gets_one_at_once() {
        simulated(1011, LONG, options -> options, (simulation, session) -> {
            Duration began = simulation.currentTime();
            ask(session, 2 * STREAMS);
            assertThat(dialled).containsExactly(began);
            assertThat(simulation.currentTime().minus(began)).isBetween(LONG, LONG.plusMillis(100));
        });
    }

    @Test
    void one_who_waits_for_long_exchanges_gets_one_after_a_quarter_of_a_second() {
        simulated(1012, LONG, options -> options, (simulation, session) -> {
            Duration began = simulation.currentTime();
            ask(session, STREAMS + 1);
            assertThat(dialled).containsExactly(began.plusMillis(250));
            assertThat(waits).containsExactly(WaitReason.BUSY);
            assertThat(simulation.currentTime().minus(began)).isBetween(LONG.plusMillis(250), LONG.plusMillis(350));
        });
    }

    @Test
    void one_who_waits_for_short_exchanges_gets_none_however_often() {
        simulated(1013, SHORT, options -> options, (simulation, session) -> {
            Duration began = simulation.currentTime();
            Async.forEach(List.of(1, 2, 3), _ -> {
                for (int i = 0; i < 20; i++) {
                    session.get("http://server/").discard();
                }
            });
            assertThat(simulation.currentTime().minus(began)).isGreaterThan(SHORT.multipliedBy(30));
            assertThat(waits).hasSizeGreaterThan(20).containsOnly(WaitReason.BUSY);
            assertThat(dialled).isEmpty();
        });
    }

    @Test
    void one_that_could_not_be_made_is_not_tried_again_within_a_second() {
        simulated(
                1014,
                LONG,
                options -> options.net(net -> net.dns(net.dns().cache(forgetful()))),
                (simulation, session) -> {
                    simulation.network().dns().noSuchName("server");
                    ask(session, 2 * STREAMS);
                    assertThat(dialled).hasSizeBetween(4, 6);
                    for (int i = 1; i < dialled.size(); i++) {
                        assertThat(dialled.get(i).minus(dialled.get(i - 1)))
                                .isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_300));
                    }
                    assertThat(session.statistics().dialled()).isOne();
                });
    }

    /// So that what becomes of a name is seen at once.
    private static DnsCacheOptions forgetful() {
        return new DnsCacheOptions(Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);
    }
}
