package heddle.testkit;

import static heddle.testkit.HttpHosts.origin;
import static heddle.testkit.HttpHosts.replayed;
import static heddle.testkit.HttpHosts.serve;
import static heddle.testkit.HttpHosts.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.async.TaskGroup;
import heddle.http.ConnectFailedException;
import heddle.http.ConnectionLostException;
import heddle.http.HttpException;
import heddle.http.HttpTimeoutException;
import heddle.http.Phase;
import heddle.http.ResolveException;
import heddle.server.Reply;
import heddle.server.ServerOptions;
import heddle.testkit.network.Link;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Heddle's own client against its own server, each on a simulated host; every scenario replays.
class ClientAndServerTest {
    private static final Link SLOW = Link.defaults().latency(Duration.ofMillis(50));

    @Test
    void a_request_takes_as_long_as_the_links_and_the_name_servers_say() {
        var report = replayed(1, simulation -> {
            origin(simulation);
            simulation.network().links(SLOW);
            simulation.network().dns().delay("server", Duration.ofMillis(7));
            try (var session = session()) {
                var exchange = session.get("http://server/bytes/1000").discard();
                assertThat(exchange.timings().nameLookup()).isEqualTo(Duration.ofMillis(7));
                assertThat(simulation.currentTime()).isEqualTo(Duration.ofMillis(7 + 2 * 50 + 2 * 50));
            }
        });
        assertThat(report.trace())
                .contains("main asks A server")
                .contains("main:49152>server:80 syn")
                .contains("server:80>main:49152 got syn-ack");
    }

    @Test
    void the_clock_on_the_wall_is_that_of_the_simulation() {
        replayed(17, simulation -> {
            origin(simulation);
            try (var session = session()) {
                Async.sleep(Duration.ofHours(23));
                try (var response = session.get("http://server/bytes/1").send()) {
                    assertThat(response.headers().first("Date")).hasValue("Sat, 01 Jan 2000 23:00:00 GMT");
                }
            }
        });
    }

    @Test
    void bodies_are_whole_however_they_are_split() {
        replayed(2, simulation -> {
            origin(simulation);
            simulation.network().links(Link.defaults().segmentBytesMax(1).windowBytes(7));
            try (var session = session()) {
                assertThat(session.post("http://server/echo")
                                .body("one byte after the other")
                                .text())
                        .isEqualTo("one byte after the other");
            }
        });
    }

    @Test
    void a_narrow_link_is_shared_by_its_connections() {
        replayed(3, simulation -> {
            origin(simulation);
            simulation.network().links(Link.defaults().bytesPerSecond(1_000_000));
            try (var session = session()) {
                Async.forEach(
                        List.of(1, 2),
                        _ -> session.get("http://server/bytes/1000000").discard());
            }
            assertThat(simulation.currentTime()).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_100));
        });
    }

    @Test
    void connections_overtake_each_other_and_bytes_of_one_do_not() {
        var ended = new ArrayList<Integer>();
        replayed(4, simulation -> {
            ended.clear();
            origin(simulation);
            simulation
                    .network()
                    .links(SLOW.jitter(Duration.ofMillis(40)).loss(0.05).segmentBytesMax(100));
            try (var session = session()) {
                var sent = "0123456789".repeat(500);
                Async.forEach(IntStream.range(0, 20).boxed().toList(), it -> {
                    assertThat(session.post("http://server/echo").body(sent).text())
                            .isEqualTo(sent);
                    ended.add(it);
                });
            }
        });
        assertThat(ended)
                .hasSize(20)
                .isNotEqualTo(IntStream.range(0, 20).boxed().toList());
    }

    @Test
    void a_port_where_nobody_listens_refuses() {
        replayed(5, simulation -> {
            simulation.host("server");
            try (var session = session()) {
                var failure = catchThrowableOfType(
                        ConnectFailedException.class,
                        () -> session.get("http://server/").text());
                assertThat(failure).hasMessageContaining("refused");
            }
        });
    }

    @Test
    void a_peer_that_cannot_be_reached_ends_by_the_connect_limit() {
        replayed(6, simulation -> {
            var server = origin(simulation);
            simulation.network().isolate(server);
            try (var session = session()) {
                var failure = catchThrowableOfType(
                        HttpTimeoutException.class,
                        () -> session.get("http://server/").text());
                assertThat(failure.phase()).isEqualTo(Phase.CONNECT);
                assertThat(simulation.currentTime()).isBetween(Duration.ofSeconds(10), Duration.ofMillis(10_100));
            }
        });
    }

    @Test
    void names_fail_as_the_name_servers_say() {
        replayed(7, simulation -> {
            var dns = simulation.network().dns();
            dns.fails("broken.example");
            dns.isSilent("silent.example");
            try (var session = session()) {
                assertThat(failure(session, "http://missing.example/"))
                        .isInstanceOf(ResolveException.class)
                        .hasMessageContaining("does not exist");
                assertThat(failure(session, "http://broken.example/"))
                        .isInstanceOf(ResolveException.class)
                        .hasStackTraceContaining("SERVFAIL");
                var began = simulation.currentTime();
                assertThat(failure(session, "http://silent.example/"))
                        .isInstanceOfSatisfying(
                                HttpTimeoutException.class,
                                it -> assertThat(it.phase()).isEqualTo(Phase.DNS));
                assertThat(simulation.currentTime().minus(began)).isEqualTo(Duration.ofSeconds(10));
            }
        });
    }

    private static HttpException failure(heddle.client.ClientSession session, String url) {
        return catchThrowableOfType(HttpException.class, () -> session.get(url).text());
    }

    @Test
    void a_name_may_move_to_another_address() {
        replayed(8, simulation -> {
            var first = simulation.host("first");
            var second = simulation.host("second");
            for (var host : List.of(first, second)) {
                HttpHosts.serveOn(host, ServerOptions.at("0.0.0.0", 80), _ -> Reply.text(host.name()));
            }
            var dns = simulation.network().dns();
            dns.addresses("site.example", first.address());
            try (var session = session(options -> options.pool(pool -> pool.idle(Duration.ZERO)))) {
                assertThat(session.get("http://site.example/").text()).isEqualTo("first");
                dns.addresses("site.example", second.address());
                assertThat(session.get("http://site.example/").text())
                        .as("for a minute the old answer holds")
                        .isEqualTo("first");
                Async.sleep(Duration.ofSeconds(61));
                assertThat(session.get("http://site.example/").text()).isEqualTo("second");
            }
        });
    }

    @Test
    void a_client_that_retries_goes_on_when_the_partition_heals() {
        var events = new ArrayList<String>();
        replayed(9, simulation -> {
            events.clear();
            var server = origin(simulation);
            simulation.network().partition(simulation.host("main"), server);
            TaskGroup.run(group -> {
                group.start(() -> {
                    Async.sleep(Duration.ofSeconds(25));
                    events.add("heals at " + simulation.currentTime().toSeconds());
                    simulation.network().heal(simulation.host("main"), server);
                });
                try (var session = session()) {
                    for (boolean isDone = false; !isDone; ) {
                        try {
                            session.get("http://server/bytes/10").discard();
                            isDone = true;
                        } catch (HttpTimeoutException e) {
                            events.add(e.phase() + " at "
                                    + simulation.currentTime().toSeconds());
                        }
                    }
                    events.add("answered");
                }
            });
        });
        assertThat(events).containsExactly("CONNECT at 10", "CONNECT at 20", "heals at 25", "answered");
    }

    @Test
    void bytes_that_a_partition_holds_up_arrive_when_it_heals() {
        replayed(10, simulation -> {
            var server = origin(simulation);
            var main = simulation.host("main");
            try (var session = session()) {
                session.get("http://server/bytes/10").discard();
                simulation.network().partition(main, server);
                TaskGroup.run(group -> {
                    group.start(() -> {
                        Async.sleep(Duration.ofSeconds(5));
                        simulation.network().heal(main, server);
                    });
                    session.get("http://server/bytes/10").discard();
                });
                assertThat(simulation.currentTime()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(13));
                assertThat(session.statistics().dialled()).isEqualTo(1);
            }
        });
    }

    @Test
    void a_peer_that_vanishes_before_it_answers_ends_by_the_first_byte_limit() {
        replayed(11, simulation -> {
            var server = origin(simulation);
            TaskGroup.run(group -> {
                group.start(() -> {
                    Async.sleep(Duration.ofSeconds(1));
                    server.crash();
                });
                try (var session = session()) {
                    var failure = catchThrowableOfType(
                            HttpTimeoutException.class,
                            () -> session.get("http://server/delay/5000").text());
                    assertThat(failure.phase()).isEqualTo(Phase.FIRST_BYTE);
                    assertThat(simulation.currentTime()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31));
                }
            });
        });
    }

    @Test
    void a_half_open_peer_ends_by_the_read_limit() {
        replayed(12, simulation -> {
            var server = origin(simulation);
            TaskGroup.run(group -> {
                group.start(() -> {
                    Async.sleep(Duration.ofSeconds(5));
                    server.crash();
                });
                try (var session = session()) {
                    var failure = catchThrowableOfType(
                            HttpTimeoutException.class,
                            () -> session.get("http://server/drip?duration=20&numbytes=20")
                                    .text());
                    assertThat(failure.phase()).isEqualTo(Phase.READ);
                    assertThat(simulation.currentTime()).isBetween(Duration.ofSeconds(33), Duration.ofSeconds(36));
                }
            });
        });
    }

    @Test
    void a_host_that_comes_back_resets_what_it_no_longer_knows() {
        replayed(13, simulation -> {
            var server = origin(simulation);
            try (var session = session()) {
                session.get("http://server/bytes/10").discard();
                server.crash();
                server.restart();
                HttpHosts.serveOn(server, ServerOptions.at("0.0.0.0", 80), _ -> Reply.text("back"));
                simulation.runCurrent();
                assertThat(session.get("http://server/").text()).isEqualTo("back");
                assertThat(session.statistics().dialled()).isEqualTo(2);
            }
        });
    }

    @Test
    void a_reset_in_the_middle_of_a_body_is_a_lost_connection() {
        replayed(14, simulation -> {
            var server = origin(simulation);
            TaskGroup.run(group -> {
                group.start(() -> {
                    Async.sleep(Duration.ofSeconds(5));
                    simulation.network().resetConnections(server, simulation.host("main"));
                });
                try (var session = session()) {
                    var failure = catchThrowableOfType(
                            ConnectionLostException.class,
                            () -> session.get("http://server/drip?duration=20&numbytes=20")
                                    .text());
                    assertThat(failure.phase()).isEqualTo(Phase.READ);
                    assertThat(simulation.currentTime()).isBetween(Duration.ofSeconds(5), Duration.ofMillis(5_100));
                }
            });
        });
    }

    @Test
    void a_slow_reader_holds_the_sender_and_memory_stays_bounded() {
        int window = 64 << 10;
        int pieces = 2_000;
        var written = new int[1];
        replayed(15, simulation -> {
            written[0] = 0;
            serve(
                    simulation,
                    _ -> Reply.stream("application/octet-stream", out -> {
                        for (int i = 0; i < pieces; i++) {
                            out.write(new byte[16 << 10]);
                            written[0]++;
                        }
                    }));
            simulation.network().links(Link.defaults().windowBytes(window));
            try (var session = session(options -> options.uncompressed());
                    var response = session.get("http://server/").send();
                    var body = response.body().stream()) {
                assertThat(body.readNBytes(1)).hasSize(1);
                Async.sleep(Duration.ofSeconds(20));
                assertThat(written[0]).as("pieces taken from the handler").isLessThan(pieces / 4);
                assertThat(simulation.network().bytesUnread()).isLessThanOrEqualTo(2L * window);
                assertThat(1 + body.readAllBytes().length).isEqualTo(pieces * (16 << 10));
            }
        });
        assertThat(written[0]).isEqualTo(pieces);
    }

    @Test
    void addresses_without_a_host_have_no_route() throws Exception {
        var nowhere = InetAddress.getByAddress(new byte[] {10, 9, 9, 9});
        replayed(16, simulation -> {
            simulation.network().dns().addresses("nowhere.example", nowhere);
            try (var session = session()) {
                assertThat(failure(session, "http://nowhere.example/"))
                        .isInstanceOf(ConnectFailedException.class)
                        .hasMessageContaining("no route to host");
            }
        });
    }
}
