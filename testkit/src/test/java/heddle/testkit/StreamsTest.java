package heddle.testkit;

import static heddle.testkit.HttpHosts.replayed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.async.TaskGroup;
import heddle.async.stream.BrokenStreamException;
import heddle.async.task.TimeoutExceededException;
import heddle.net.DialException;
import heddle.net.DialFailure;
import heddle.net.stream.Connection;
import heddle.net.stream.ConnectionHandler;
import heddle.net.stream.StreamServerOptions;
import heddle.net.stream.Streams;
import heddle.testkit.network.Link;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Streams over a simulated network: a server of lines and its clients, and what becomes of them on bad days. Each run
/// is made twice and must be the same.
class StreamsTest {
    private static final int PORT = 7000;
    private static final Duration LATENCY = Duration.ofMillis(40);
    private static final Duration JITTER = Duration.ofMillis(30);
    private static final int WINDOW = 32 << 10;

    @Test
    void a_line_comes_back_after_two_latencies_and_so_does_the_connection() {
        replayed(1, simulation -> {
            var server = lineEcho(simulation);
            try (var connection = Streams.connect(server.ip(), PORT)) {
                assertThat(simulation.currentTime()).isEqualTo(LATENCY.multipliedBy(2));
                assertThat(echoed(connection, "hello")).isEqualTo("hello");
                assertThat(simulation.currentTime()).isEqualTo(LATENCY.multipliedBy(4));
            }
        });
    }

    @Test
    void many_clients_have_their_own_lines_in_order_on_a_bad_network() {
        var report = replayed(2, simulation -> {
            lineEcho(simulation);
            simulation
                    .network()
                    .links(Link.defaults()
                            .latency(LATENCY)
                            .jitter(JITTER)
                            .loss(0.05)
                            .segmentBytesMax(7));
            Async.forEach(IntStream.range(0, 20).boxed().toList(), client -> {
                try (var connection = connect()) {
                    for (int i = 0; i < 10; i++) {
                        var line = "line " + i + " of client " + client;
                        assertThat(echoed(connection, line)).isEqualTo(line);
                    }
                }
            });
        });
        assertThat(report.elapsed())
                .as("later than latency and jitter make it, so some of it was lost and sent again")
                .isGreaterThan(LATENCY.plus(JITTER).multipliedBy(2 + 2 * 10 + 2));
    }

    @Test
    void another_seed_is_another_run() {
        Scenario scenario = simulation -> {
            lineEcho(simulation);
            simulation.network().links(Link.defaults().jitter(JITTER));
            try (var connection = connect()) {
                echoed(connection, "hello");
            }
        };
        assertThat(replayed(3, scenario).fingerprint())
                .isNotEqualTo(replayed(4, scenario).fingerprint());
    }

    @Test
    void one_direction_may_end_before_the_other() {
        replayed(5, simulation -> {
            serve(simulation, connection -> {
                int length = connection.readAll(1 << 20).length;
                Async.sleep(Duration.ofSeconds(3));
                connection.write(length + " bytes, and then the end");
            });
            try (var connection = connect()) {
                connection.write("question");
                connection.shutdownOutput();
                assertThat(new String(connection.readAll(1 << 20), UTF_8)).isEqualTo("8 bytes, and then the end");
            }
        });
    }

    @Test
    void where_nobody_listens_a_connection_is_refused() {
        replayed(6, simulation -> {
            simulation.host("server");
            simulation.runCurrent();
            var refused = catchThrowableOfType(DialException.class, StreamsTest::connect);
            assertThat(refused.failure()).isEqualTo(DialFailure.CONNECTION_REFUSED);
        });
    }

    @Test
    void a_reset_breaks_both_ends() {
        replayed(7, simulation -> {
            var ends = new StringBuilder();
            var server = serve(simulation, connection -> {
                try {
                    connection.readLine();
                } catch (BrokenStreamException e) {
                    ends.append("server ");
                    throw e;
                }
            });
            try (var connection = connect()) {
                TaskGroup.run(group -> {
                    group.start(() -> {
                        Async.sleep(Duration.ofSeconds(5));
                        simulation.network().resetConnections(server, simulation.host("main"));
                    });
                    assertThatThrownBy(connection::readLine).isInstanceOf(BrokenStreamException.class);
                });
                ends.append("client ");
                connection.abort();
            }
            simulation.runCurrent();
            assertThat(ends.toString().split(" ")).containsExactlyInAnyOrder("server", "client");
        });
    }

    @Test
    void a_partition_holds_a_line_up_until_it_is_healed_and_loses_none() {
        replayed(8, simulation -> {
            var server = lineEcho(simulation);
            var main = simulation.host("main");
            try (var connection = connect()) {
                simulation.network().partition(main, server);
                connection.write("held up\n");
                assertThatThrownBy(() -> Async.timeout(Duration.ofSeconds(10), () -> connection.readLine()))
                        .isInstanceOf(TimeoutExceededException.class);
                simulation.network().heal(main, server);
                assertThat(connection.readLine()).contains("held up");
            }
        });
    }

    @Test
    void a_peer_that_has_vanished_is_silent_until_the_kernel_gives_it_up() {
        replayed(9, simulation -> {
            var server = lineEcho(simulation);
            try (var connection = connect()) {
                echoed(connection, "hello");
                server.crash();
                assertThatThrownBy(() -> Async.timeout(Duration.ofHours(1), () -> connection.readLine()))
                        .as("a reader alone never learns of it")
                        .isInstanceOf(TimeoutExceededException.class);
                connection.write("anybody?\n");
                assertThatThrownBy(connection::readLine).isInstanceOf(BrokenStreamException.class);
                assertThat(simulation.currentTime()).isBetween(Duration.ofMinutes(70), Duration.ofMinutes(80));
                connection.abort();
            }
        });
    }

    @Test
    void a_peer_that_has_come_back_knowing_nothing_resets_the_connection() {
        replayed(10, simulation -> {
            var server = lineEcho(simulation);
            try (var connection = connect()) {
                server.crash();
                server.restart();
                connection.write("do you remember?\n");
                assertThatThrownBy(connection::readLine).isInstanceOf(BrokenStreamException.class);
                connection.abort();
            }
        });
    }

    @Test
    void a_slow_reader_holds_the_writer_and_gets_everything() {
        var written = new int[1];
        int pieces = 64;
        replayed(11, simulation -> {
            written[0] = 0;
            serve(simulation, connection -> {
                for (int i = 0; i < pieces; i++) {
                    connection.write(new byte[WINDOW]);
                    written[0]++;
                }
            });
            simulation.network().links(Link.defaults().latency(LATENCY).windowBytes(WINDOW));
            try (var connection = connect()) {
                Async.sleep(Duration.ofMinutes(1));
                assertThat(written[0]).isBetween(1, pieces / 4);
                assertThat(simulation.network().bytesUnread()).isPositive().isLessThanOrEqualTo(2L * WINDOW);
                int length = 0;
                for (var bytes = connection.read(); bytes.hasRemaining(); bytes = connection.read()) {
                    length += bytes.remaining();
                    Async.sleep(Duration.ofMillis(10));
                }
                assertThat(length).isEqualTo(pieces * WINDOW);
            }
        });
        assertThat(written[0]).isEqualTo(pieces);
    }

    private static Host lineEcho(Simulation simulation) {
        return serve(simulation, connection -> {
            for (String line : connection.lines()) {
                connection.write(line + "\n");
            }
        });
    }

    private static Host serve(Simulation simulation, ConnectionHandler handler) {
        var host = simulation.host("server");
        host.start("serve", () -> {
            try (var server = Streams.listen(StreamServerOptions.at("0.0.0.0", PORT), handler)) {
                server.awaitStop();
            }
        });
        simulation.runCurrent();
        simulation.network().links(Link.defaults().latency(LATENCY));
        return host;
    }

    private static Connection connect() throws IOException {
        return Streams.connect("server", PORT);
    }

    private static String echoed(Connection connection, String line) throws IOException {
        connection.write(line + "\n");
        return connection.readLine().orElseThrow();
    }
}
