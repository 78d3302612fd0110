package heddle.testkit.cases;

import static heddle.testkit.HttpHosts.replayed;
import static heddle.testkit.HttpHosts.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.async.TaskGroup;
import heddle.client.ClientSession;
import heddle.client.options.Versions;
import heddle.client.trace.CloseReason;
import heddle.client.trace.ConnectionEvent;
import heddle.client.trace.SessionEvent;
import heddle.http.ConnectionLostException;
import heddle.http.HttpTimeoutException;
import heddle.http.Phase;
import heddle.http.StreamResetException;
import heddle.server.Handler;
import heddle.server.HttpServer;
import heddle.server.Reply;
import heddle.server.ServerLimits;
import heddle.server.ServerOptions;
import heddle.testkit.Host;
import heddle.testkit.HttpHosts;
import heddle.testkit.Simulation;
import heddle.testkit.network.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Family 10 of the cases in virtual time: what befalls exchanges that share one connection of HTTP/2. Pings and slow
/// readers are in `Http2Test`.
class SharedConnectionTest {
    private static final String URL = "http://server/";

    private final List<SessionEvent> heard = new ArrayList<>();

    /// Answers after five seconds.
    private static final Handler LATE = _ -> {
        Async.sleep(Duration.ofSeconds(5));
        return Reply.text("late");
    };

    private ClientSession http2() {
        heard.clear();
        return session(options -> options.versions(Versions.HTTP_2).listener(heard::add));
    }

    private List<CloseReason> endings() {
        return heard.stream()
                .filter(ConnectionEvent.Closed.class::isInstance)
                .map(event -> ((ConnectionEvent.Closed) event).reason())
                .toList();
    }

    /// Serves for so long, then lets what is under way end; and is there again at once.
    private static Host restartingAfter(Simulation simulation, Duration time, Handler handler) {
        var host = simulation.host("server");
        host.start("serve", () -> {
            try (var server = HttpServer.open(ServerOptions.at("0.0.0.0", 80), handler)) {
                Async.sleep(time);
                assertThat(server.stop(Duration.ofMinutes(1))).isTrue();
            }
            HttpHosts.serveOn(host, ServerOptions.at("0.0.0.0", 80), _ -> Reply.text("anew"));
        });
        simulation.runCurrent();
        simulation.network().links(Link.defaults().latency(Duration.ofMillis(10)));
        return host;
    }

    @Test
    void a_server_that_goes_away_answers_what_it_has_and_the_next_goes_to_its_successor() {
        replayed(1001, simulation -> {
            restartingAfter(simulation, Duration.ofSeconds(2), LATE);
            try (var session = http2()) {
                assertThat(texts(session, 20)).containsOnly("late");
                Async.sleep(Duration.ofSeconds(1));
                assertThat(session.get(URL).text()).isEqualTo("anew");
                assertThat(session.statistics().dialled()).isEqualTo(2);
            }
        });
        assertThat(endings().getFirst()).isEqualTo(CloseReason.GOING_AWAY);
    }

    @Test
    void a_connection_that_is_told_to_go_while_it_is_idle_is_closed() {
        replayed(1002, simulation -> {
            restartingAfter(simulation, Duration.ofSeconds(9), LATE);
            try (var session = http2()) {
                assertThat(session.get(URL).text()).isEqualTo("late");
                Async.sleep(Duration.ofSeconds(5));
                assertThat(session.statistics().connections()).isZero();
                assertThat(session.get(URL).text()).isEqualTo("anew");
            }
        });
    }

    /// Requests that leave around the moment when the server says that it goes are answered all the same.
    @Test
    void no_get_is_lost_at_whatever_moment_the_server_goes_away() {
        replayed(1003, simulation -> {
            restartingAfter(simulation, Duration.ofMillis(500), _ -> {
                Async.sleep(Duration.ofMillis(7));
                return Reply.text("old");
            });
            try (var session = http2()) {
                TaskGroup.run(group -> {
                    for (int i = 0; i < 200; i++) {
                        group.start(() -> assertThat(session.get(URL).text()).isIn("old", "anew"));
                        Async.sleep(Duration.ofMillis(5));
                    }
                });
                assertThat(session.statistics().dialled()).isEqualTo(2);
            }
        });
    }

    @Test
    void a_stream_that_the_server_resets_fails_alone_and_at_once() {
        replayed(1004, simulation -> {
            HttpHosts.serve(
                    simulation,
                    request -> request.path().equals("/fails")
                            ? Reply.stream("text/plain", out -> {
                                out.write(new byte[100_000]);
                                Async.sleep(Duration.ofSeconds(1));
                                throw new IllegalStateException("on purpose");
                            })
                            : LATE.handle(request));
            try (var session = http2()) {
                TaskGroup.run(group -> {
                    var others = group.start(() -> texts(session, 10));
                    var reset = catchThrowableOfType(
                            StreamResetException.class,
                            () -> session.get(URL + "fails").text());
                    assertThat(reset).hasMessageContaining("body bytes, before the end");
                    assertThat(simulation.currentTime()).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_010));
                    assertThat(others.await()).containsOnly("late");
                });
                assertThat(session.statistics().dialled()).isEqualTo(1);
            }
        });
    }

    @Test
    void a_parent_that_dies_fails_what_it_carries_at_once_and_who_waits_goes_on() {
        replayed(1005, simulation -> {
            var server = HttpHosts.serve(
                    simulation, ServerOptions.at("0.0.0.0", 80).limits(ServerLimits.DEFAULT.streamsMax(5)), LATE);
            try (var session =
                    session(options -> options.versions(Versions.HTTP_2).pool(pool -> pool.perHostMax(1)))) {
                session.warmUp(URL, 1);
                Duration began = simulation.currentTime();
                TaskGroup.run(group -> {
                    group.start(() -> {
                        Async.sleep(Duration.ofSeconds(1));
                        assertThat(session.statistics().waiting()).isEqualTo(5);
                        simulation.network().resetConnections(server, simulation.host("main"));
                    });
                    var answers = IntStream.range(0, 10)
                            .mapToObj(_ -> group.start(() -> postOrLost(session)))
                            .toList();
                    var texts = answers.stream().map(answer -> answer.await()).toList();
                    assertThat(texts).filteredOn("lost"::equals).hasSize(5);
                    assertThat(texts).filteredOn("late"::equals).hasSize(5);
                });
                assertThat(simulation.currentTime().minus(began))
                        .isBetween(Duration.ofSeconds(6), Duration.ofMillis(6_100));
                assertThat(session.statistics().waiting()).isZero();
                assertThat(session.statistics().dialled()).isEqualTo(2);
            }
        });
    }

    private static String postOrLost(ClientSession session) {
        try {
            return session.post(URL).body("once").text();
        } catch (ConnectionLostException _) {
            return "lost";
        }
    }

    @Test
    void the_limit_of_streams_is_kept_and_each_has_its_turn() {
        var most = new int[2];
        replayed(1006, simulation -> {
            most[0] = 0;
            HttpHosts.serve(
                    simulation, ServerOptions.at("0.0.0.0", 80).limits(ServerLimits.DEFAULT.streamsMax(3)), request -> {
                        most[0] = Math.max(most[0], ++most[1]);
                        try {
                            return LATE.handle(request);
                        } finally {
                            most[1]--;
                        }
                    });
            try (var session =
                    session(options -> options.versions(Versions.HTTP_2).pool(pool -> pool.perHostMax(1)))) {
                session.warmUp(URL, 1);
                Duration began = simulation.currentTime();
                assertThat(texts(session, 12)).hasSize(12).containsOnly("late");
                assertThat(simulation.currentTime().minus(began))
                        .isBetween(Duration.ofSeconds(20), Duration.ofMillis(20_100));
            }
        });
        assertThat(most).containsExactly(3, 0);
    }

    @Test
    void a_handler_that_does_not_read_holds_up_one_upload_alone() {
        replayed(1007, simulation -> {
            HttpHosts.serve(simulation, request -> {
                if (request.path().equals("/stalls")) {
                    Async.sleep(Duration.ofMinutes(10));
                }
                return Reply.text(String.valueOf(request.body().bytes().length));
            });
            try (var session = session(options ->
                    options.versions(Versions.HTTP_2).timeouts(timeouts -> timeouts.write(Duration.ofSeconds(7))))) {
                TaskGroup.run(group -> {
                    var stalled = group.start(() -> catchThrowableOfType(
                            HttpTimeoutException.class,
                            () -> session.post(URL + "stalls")
                                    .body(new byte[8 << 20])
                                    .text()));
                    for (int i = 0; i < 20; i++) {
                        assertThat(session.post(URL).body(new byte[100_000]).text())
                                .isEqualTo("100000");
                        Async.sleep(Duration.ofMillis(500));
                    }
                    assertThat(stalled.await().phase()).isEqualTo(Phase.WRITE);
                });
                assertThat(session.statistics().dialled()).isEqualTo(1);
            }
        });
    }

    private static List<String> texts(ClientSession session, int count) throws Exception {
        return Async.gather(
                IntStream.range(0, count).boxed().toList(),
                _ -> session.get(URL).text());
    }
}
