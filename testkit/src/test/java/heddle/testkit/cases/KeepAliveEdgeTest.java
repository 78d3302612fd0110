package heddle.testkit.cases;

import static heddle.testkit.HttpHosts.replayed;
import static heddle.testkit.HttpHosts.session;
import static heddle.testkit.cases.ScriptedHost.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.async.TaskGroup;
import heddle.client.ClientSession;
import heddle.client.trace.CloseReason;
import heddle.client.trace.ConnectionEvent;
import heddle.http.ConnectionLostException;
import heddle.server.Reply;
import heddle.server.ServerOptions;
import heddle.testkit.HttpHosts;
import heddle.testkit.Simulation;
import heddle.testkit.cases.ScriptedHost.Conversation;
import heddle.testkit.network.Link;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Family 6 of the cases: a server that closes a connection around the very moment at which it is used again.
class KeepAliveEdgeTest {
    private static final Duration LATENCY = Duration.ofMillis(10);

    /// When the second request leaves the client, counted from the first answer's leaving the server.
    private static final int SECOND_MILLIS = 60;

    /// The ways to end a connection.
    enum End {
        CLOSE {
            @Override
            void of(Conversation peer) {}
        },
        HALF_CLOSE {
            @Override
            void of(Conversation peer) throws IOException {
                peer.shutdownOutput();
                peer.awaitClose();
            }
        },
        RESET {
            @Override
            void of(Conversation peer) {
                peer.reset();
            }
        };

        abstract void of(Conversation peer) throws IOException;
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void a_get_is_answered_whenever_the_server_closes(End end) {
        for (int millis = 0; millis < 2 * SECOND_MILLIS; millis++) {
            var idle = Duration.ofMillis(millis);
            replayed(611, simulation -> {
                var server = closingAfter(simulation, idle, end);
                try (var session = session()) {
                    assertThat(session.get("http://server/").text()).isEqualTo("first");
                    Async.sleep(untilSecond());
                    assertThat(session.get("http://server/").text()).isEqualTo("again");
                    assertThat(session.statistics().connections()).isEqualTo(1);
                }
                assertThat(server.connections()).isEqualTo(2);
            });
        }
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void a_post_is_never_sent_twice_whenever_the_server_closes(End end) {
        int lost = 0;
        for (int millis = 0; millis < 2 * SECOND_MILLIS; millis++) {
            var idle = Duration.ofMillis(millis);
            var fails = new boolean[1];
            replayed(612, simulation -> {
                var server = closingAfter(simulation, idle, end);
                try (var session = session()) {
                    assertThat(session.get("http://server/").text()).isEqualTo("first");
                    Async.sleep(untilSecond());
                    var failure = catchThrowableOfType(
                            ConnectionLostException.class,
                            () -> assertThat(session.post("http://server/")
                                            .body("once")
                                            .text())
                                    .isEqualTo("again"));
                    fails[0] = failure != null;
                    simulation.advanceTimeBy(LATENCY.multipliedBy(4));
                }
                assertThat(server.requests().stream().filter(it -> it.startsWith("POST")))
                        .hasSizeLessThanOrEqualTo(1);
                assertThat(server.connections()).isEqualTo(fails[0] ? 1 : 2);
            });
            lost += fails[0] ? 1 : 0;
        }
        assertThat(lost)
                .as("from when the end and the request pass each other")
                .isBetween(SECOND_MILLIS, SECOND_MILLIS + 2 * (int) LATENCY.toMillis());
    }

    /// The second request leaves so long after the first answer has come.
    private static Duration untilSecond() {
        return Duration.ofMillis(SECOND_MILLIS).minus(LATENCY);
    }

    /// Ends its first connection so long after the first answer, whatever has come by then, unread.
    private static ScriptedHost closingAfter(Simulation simulation, Duration idle, End end) {
        simulation.network().links(Link.defaults().latency(LATENCY));
        return ScriptedHost.start(
                simulation,
                "server",
                peer -> {
                    peer.readRequest();
                    peer.write(ok("first"));
                    Async.sleep(idle);
                    end.of(peer);
                },
                peer -> {
                    peer.readRequest();
                    peer.write(ok("again"));
                    peer.awaitClose();
                });
    }

    @Test
    void a_server_that_keeps_connections_for_less_time_than_it_says_costs_no_get() {
        replayed(613, simulation -> {
            var server = ScriptedHost.start(simulation, "server", peer -> {
                peer.readRequest();
                peer.write("HTTP/1.1 200 OK\r\nKeep-Alive: timeout=60, max=1000\r\nContent-Length: 0\r\n\r\n");
                Async.sleep(Duration.ofSeconds(5));
            });
            simulation.network().links(Link.defaults().latency(LATENCY));
            try (var session = session()) {
                for (int i = 0; i < 5; i++) {
                    session.get("http://server/").discard();
                    Async.sleep(Duration.ofMillis(4_985 + 5L * i));
                }
            }
            assertThat(server.requests()).hasSize(5);
        });
    }

    @Test
    void a_connection_is_left_alone_before_the_server_said_that_it_would_close_it() {
        var reasons = new ArrayList<CloseReason>();
        replayed(614, simulation -> {
            reasons.clear();
            var server = ScriptedHost.start(simulation, "server", peer -> {
                peer.readRequest();
                peer.write("HTTP/1.1 200 OK\r\nKeep-Alive: timeout=5\r\nContent-Length: 0\r\n\r\n");
                peer.awaitClose();
            });
            try (var session = session(options -> options.listener(event -> {
                if (event instanceof ConnectionEvent.Closed closed) {
                    reasons.add(closed.reason());
                }
            }))) {
                session.get("http://server/").discard();
                Async.sleep(Duration.ofMillis(4_600));
                session.get("http://server/").discard();
            }
            assertThat(server.connections()).isEqualTo(2);
        });
        assertThat(reasons).containsExactly(CloseReason.IDLE_TOO_LONG, CloseReason.SESSION_CLOSED);
    }

    @Test
    void two_hundred_hosts_share_ten_connections() {
        replayed(615, simulation -> {
            var server = simulation.host("server");
            HttpHosts.serveOn(server, ServerOptions.at("0.0.0.0", 80), request -> {
                Async.sleep(Duration.ofMillis(20));
                return Reply.text(request.headers().first("Host").orElseThrow());
            });
            simulation.runCurrent();
            for (int i = 0; i < 200; i++) {
                simulation.network().dns().addresses("host%d.test".formatted(i), server.address());
            }
            simulation.network().links(Link.defaults().latency(LATENCY));
            var most = new long[1];
            try (var session = session(options -> options.pool(pool -> pool.totalMax(10)))) {
                Async.forEach(IntStream.range(0, 600).boxed().toList(), i -> {
                    String host = "host%d.test".formatted(i % 200);
                    assertThat(session.get("http://" + host + "/").text()).isEqualTo(host);
                    most[0] = Math.max(most[0], session.statistics().connections());
                });
                assertThat(session.statistics().waiting()).isZero();
            }
            assertThat(most[0]).isEqualTo(10);
        });
    }

    @Test
    void an_answer_that_nobody_reads_to_its_end_gives_its_place_back() {
        replayed(616, simulation -> {
            ScriptedHost.start(simulation, "server", peer -> {
                peer.readRequest();
                peer.write(ok("x".repeat(4 << 20)));
                peer.awaitClose();
            });
            try (var session = session(options ->
                    options.limits(limits -> limits.bufferedBytesMax(1 << 14)).pool(pool -> pool.perHostMax(1)))) {
                TaskGroup.run(group -> {
                    for (int i = 0; i < 4; i++) {
                        group.start(() -> readALittle(session));
                    }
                });
                assertThat(session.statistics().dialled()).isEqualTo(4);
                assertThat(simulation.currentTime()).isBetween(Duration.ofMinutes(4), Duration.ofSeconds(241));
            }
        });
    }

    private static void readALittle(ClientSession session) throws Exception {
        try (var response = session.get("http://server/").send();
                var body = response.body().stream()) {
            assertThat(body.readNBytes(100)).hasSize(100);
            Async.sleep(Duration.ofMinutes(1));
        }
    }
}
