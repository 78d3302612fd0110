package heddle.testkit.cases;

import static heddle.testkit.HttpHosts.replayed;
import static heddle.testkit.HttpHosts.session;
import static heddle.testkit.cases.ScriptedHost.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.async.TaskGroup;
import heddle.client.ClientSession;
import heddle.client.SessionOptions;
import heddle.client.options.Versions;
import heddle.http.HttpTimeoutException;
import heddle.http.Phase;
import heddle.server.Reply;
import heddle.server.ServerLimits;
import heddle.server.ServerOptions;
import heddle.testkit.HttpHosts;
import heddle.testkit.Simulation;
import heddle.testkit.cases.ScriptedHost.Script;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Family 7 of the cases in virtual time: each phase stalls on its own, and its own limit ends it, to the millisecond.
/// Names and connecting are in `ClientAndServerTest`, retries in `RetryTest`.
class StalledPhaseTest {
    private static final Duration LIMIT = Duration.ofSeconds(7);
    private static final Duration LONG = Duration.ofHours(1);

    /// @param limit sets the limit of the phase that stalls; all others are an hour
    private record Stall(String name, Phase phase, UnaryOperator<SessionOptions> limit, String url, Script script) {
        Stall(String name, Phase phase, UnaryOperator<SessionOptions> limit, Script script) {
            this(name, phase, limit, "http://server/", script);
        }
    }

    private static final List<Stall> STALLS = List.of(
            new Stall("accept without an answer", Phase.FIRST_BYTE, StalledPhaseTest::byFirstByte, peer -> {
                peer.readRequest();
                peer.stall();
            }),
            new Stall(
                    "silence in the handshake",
                    Phase.TLS,
                    options -> options.net(net -> net.tls(net.tls().timeout(LIMIT))),
                    "https://server:80/",
                    ScriptedHost.Conversation::stall),
            new Stall("in the status line", Phase.READ, StalledPhaseTest::byGap, answering("HTTP/1.1 2")),
            new Stall("in the head", Phase.READ, StalledPhaseTest::byGap, answering("HTTP/1.1 200 OK\r\nX: ")),
            new Stall(
                    "after an interim response",
                    Phase.READ,
                    StalledPhaseTest::byGap,
                    answering("HTTP/1.1 103 Hints\r\n\r\n")),
            new Stall(
                    "in a measured body",
                    Phase.READ,
                    StalledPhaseTest::byGap,
                    answering(ok("abc").replace("abc", "a"))),
            new Stall(
                    "in a chunk",
                    Phase.READ,
                    StalledPhaseTest::byGap,
                    answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab")),
            new Stall(
                    "in the trailers",
                    Phase.READ,
                    StalledPhaseTest::byGap,
                    answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: ")),
            new Stall(
                    "before the end of the connection",
                    Phase.READ,
                    StalledPhaseTest::byGap,
                    answering("HTTP/1.1 200 OK\r\n\r\nab")));

    private static SessionOptions byFirstByte(SessionOptions options) {
        return options.timeouts(timeouts -> timeouts.firstByte(LIMIT));
    }

    private static SessionOptions byGap(SessionOptions options) {
        return options.timeouts(timeouts -> timeouts.readGap(LIMIT));
    }

    private static Script answering(String start) {
        return peer -> {
            peer.readRequest();
            peer.write(start);
            peer.stall();
        };
    }

    @TestFactory
    Stream<DynamicTest> a_phase_that_stalls_is_ended_by_its_own_limit() {
        return STALLS.stream().map(stall -> DynamicTest.dynamicTest(stall.name, () -> assertEnds(stall)));
    }

    private static void assertEnds(Stall stall) {
        replayed(701, simulation -> {
            var server = ScriptedHost.start(simulation, "server", stall.script);
            try (var session = patient(stall.limit)) {
                var late = failure(() -> session.get(stall.url).text());
                assertThat(late.phase()).isEqualTo(stall.phase);
                assertThat(late.limit()).isEqualTo(LIMIT);
                assertThat(simulation.currentTime()).isBetween(LIMIT, LIMIT.plusMillis(10));
                assertNothingIsLeft(simulation, session);
            }
            assertThat(server.connections()).isEqualTo(1);
        });
    }

    @Test
    void a_peer_that_never_reads_ends_by_the_limit_for_writing() {
        replayed(702, simulation -> {
            ScriptedHost.start(simulation, "server", ScriptedHost.Conversation::stall);
            try (var session = patient(options -> options.timeouts(timeouts -> timeouts.write(LIMIT)))) {
                var late = failure(() ->
                        session.post("http://server/").body(new byte[8 << 20]).text());
                assertThat(late.phase()).isEqualTo(Phase.WRITE);
                assertThat(simulation.currentTime()).isBetween(LIMIT, LIMIT.plusSeconds(1));
                assertNothingIsLeft(simulation, session);
            }
        });
    }

    @Test
    void a_byte_a_second_keeps_each_limit_but_the_total() {
        replayed(703, simulation -> {
            ScriptedHost.start(simulation, "server", peer -> {
                peer.readRequest();
                for (char each : "HTTP/1.1 200 OK\r\n\r\n".repeat(100).toCharArray()) {
                    peer.write(String.valueOf(each));
                    Async.sleep(Duration.ofSeconds(1));
                }
            });
            try (var session = patient(options ->
                    options.timeouts(timeouts -> timeouts.readGap(LIMIT).total(Duration.ofMinutes(3))))) {
                var late = failure(() -> session.get("http://server/").text());
                assertThat(late.phase()).isEqualTo(Phase.TOTAL);
                assertThat(simulation.currentTime()).isBetween(Duration.ofMinutes(3), Duration.ofSeconds(181));
                assertNothingIsLeft(simulation, session);
            }
        });
    }

    @Test
    void the_total_counts_over_redirects() {
        replayed(704, simulation -> {
            var server = ScriptedHost.start(simulation, "server", peer -> {
                while (true) {
                    peer.readRequest();
                    Async.sleep(Duration.ofSeconds(3));
                    peer.write("HTTP/1.1 302 Found\r\nLocation: /%d\r\nContent-Length: 0\r\n\r\n"
                            .formatted(peer.host().requests().size()));
                }
            });
            try (var session = patient(options -> options.timeouts(timeouts -> timeouts.total(LIMIT)))) {
                var late = failure(() -> session.get("http://server/").text());
                assertThat(late.phase()).isEqualTo(Phase.TOTAL);
                assertThat(simulation.currentTime()).isBetween(LIMIT, LIMIT.plusMillis(10));
            }
            assertThat(server.requests()).hasSize(3);
        });
    }

    @Test
    void no_limit_counts_the_wait_for_a_connection() {
        replayed(705, simulation -> {
            var server = ScriptedHost.start(simulation, "server", peer -> {
                while (true) {
                    peer.readRequest();
                    Async.sleep(Duration.ofSeconds(5));
                    peer.write(ok("late"));
                }
            });
            assertThat(waitingInTurn(simulation, Versions.HTTP_1_1)).hasSize(10).containsOnly("late");
            assertThat(server.connections()).isEqualTo(1);
        });
    }

    @Test
    void no_limit_counts_the_wait_for_a_stream() {
        replayed(706, simulation -> {
            HttpHosts.serve(
                    simulation, ServerOptions.at("0.0.0.0", 80).limits(ServerLimits.DEFAULT.streamsMax(1)), _ -> {
                        Async.sleep(Duration.ofSeconds(5));
                        return Reply.text("late");
                    });
            assertThat(waitingInTurn(simulation, Versions.HTTP_2)).hasSize(10).containsOnly("late");
        });
    }

    /// Ten requests of five seconds each, one after the other, each of which may take seven.
    private static List<String> waitingInTurn(Simulation simulation, Versions versions) throws Exception {
        try (var session = session(options -> options.versions(versions)
                .pool(pool -> pool.perHostMax(1))
                .timeouts(timeouts ->
                        timeouts.write(LIMIT).firstByte(LIMIT).readGap(LIMIT).total(LIMIT)))) {
            session.warmUp("http://server/", 1);
            var texts = Async.gather(
                    List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
                    _ -> session.get("http://server/").text());
            assertThat(simulation.currentTime()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(51));
            return texts;
        }
    }

    @Test
    void a_reader_who_takes_his_time_is_not_a_slow_peer() {
        replayed(707, simulation -> {
            ScriptedHost.start(simulation, "server", peer -> {
                peer.readRequest();
                peer.write(ok("x".repeat(1 << 20)));
                peer.awaitClose();
            });
            try (var session = session(options -> options.limits(limits -> limits.bufferedBytesMax(1 << 14))
                            .timeouts(timeouts -> timeouts.readGap(LIMIT)));
                    var response = session.get("http://server/").send();
                    var body = response.body().stream()) {
                int length = 0;
                for (int i = 0; i < 8; i++) {
                    length += body.readNBytes(1 << 17).length;
                    Async.sleep(LIMIT.multipliedBy(3));
                }
                assertThat(length).isEqualTo(1 << 20);
            }
        });
    }

    @Test
    void a_limit_that_the_caller_sets_ends_whatever_phase_it_meets() {
        replayed(708, simulation -> {
            ScriptedHost.start(simulation, "server", ScriptedHost.Conversation::stall);
            try (var session = patient(options -> options)) {
                TaskGroup.run(group -> {
                    for (int seconds = 1; seconds <= 5; seconds++) {
                        var limit = Duration.ofSeconds(seconds);
                        group.start(() -> {
                            var late = failure(() ->
                                    session.get("http://server/").timeout(limit).text());
                            assertThat(late.elapsed()).isBetween(limit, limit.plusMillis(10));
                        });
                    }
                });
                assertNothingIsLeft(simulation, session);
            }
        });
    }

    /// A session whose limits are all an hour, but for what is changed.
    private static ClientSession patient(UnaryOperator<SessionOptions> change) {
        return session(options -> change.apply(options.timeouts(timeouts ->
                        timeouts.write(LONG).firstByte(LONG).readGap(LONG).total(LONG))
                .net(net -> net.tls(net.tls().timeout(LONG)))));
    }

    private static void assertNothingIsLeft(Simulation simulation, ClientSession session) {
        simulation.runCurrent();
        assertThat(session.statistics().connections()).isZero();
        assertThat(session.statistics().waiting()).isZero();
    }

    private static HttpTimeoutException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        var failure = catchThrowableOfType(HttpTimeoutException.class, call);
        assertThat(failure).isNotNull();
        return failure;
    }
}
