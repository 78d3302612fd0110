package heddle.testkit;

import static heddle.testkit.HttpHosts.origin;
import static heddle.testkit.HttpHosts.replayed;
import static heddle.testkit.HttpHosts.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.async.TaskGroup;
import heddle.client.ClientSession;
import heddle.client.options.Versions;
import heddle.http.ConnectionLostException;
import heddle.http.HttpVersion;
import heddle.http.Method;
import heddle.server.Reply;
import heddle.testkit.network.Link;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// HTTP/2 where time matters: the client and the server on a simulated network, each run the same again.
class Http2Test {
    private static ClientSession http2() {
        return session(options -> options.versions(Versions.HTTP_2));
    }

    @Test
    void exchanges_beside_each_other_take_the_time_of_one() {
        replayed(31, simulation -> {
            origin(simulation);
            simulation.network().links(Link.defaults().latency(Duration.ofMillis(50)));
            try (var session = http2()) {
                try (var response = session.get("http://server/delay/1000").send()) {
                    assertThat(response.version()).isEqualTo(HttpVersion.HTTP_2);
                }
                Duration before = simulation.currentTime();
                Async.forEach(
                        IntStream.range(0, 50).boxed().toList(),
                        _ -> session.get("http://server/delay/1000").discard());
                assertThat(simulation.currentTime().minus(before))
                        .isBetween(Duration.ofMillis(1_100), Duration.ofMillis(1_150));
                assertThat(session.statistics().dialled()).isEqualTo(1);
            }
        });
    }

    @Test
    void bodies_are_whole_on_a_bad_network_however_they_are_split() {
        replayed(32, simulation -> {
            origin(simulation);
            simulation
                    .network()
                    .links(Link.defaults()
                            .latency(Duration.ofMillis(20))
                            .jitter(Duration.ofMillis(40))
                            .loss(0.05)
                            .segmentBytesMax(100));
            String sent = "0123456789".repeat(500);
            try (var session = http2()) {
                Async.forEach(
                        IntStream.range(0, 20).boxed().toList(),
                        _ -> assertThat(session.post("http://server/echo")
                                        .body(sent)
                                        .text())
                                .isEqualTo(sent));
            }
        });
    }

    @Test
    void a_server_that_is_cut_off_is_given_up_by_a_ping_before_its_answer_is_due() {
        replayed(33, simulation -> {
            var server = HttpHosts.serve(simulation, request -> {
                Async.sleep(Duration.ofMinutes(request.method().equals(Method.POST) ? 5 : 0));
                return Reply.text("late");
            });
            try (var session = session(options -> options.versions(Versions.HTTP_2)
                    .timeouts(timeouts -> timeouts.firstByte(Duration.ofMinutes(10))))) {
                session.get("http://server/").discard();
                Duration before = simulation.currentTime();
                TaskGroup.run(group -> {
                    group.start(() -> {
                        Async.sleep(Duration.ofSeconds(1));
                        simulation.network().partition(server, simulation.host("main"));
                    });
                    List<ConnectionLostException> lost = Async.gather(
                            List.of(1, 2, 3),
                            _ -> catchThrowableOfType(
                                    ConnectionLostException.class,
                                    () -> session.post("http://server/").discard()));
                    assertThat(lost).allSatisfy(it -> assertThat(it).hasMessageContaining("no answer to a ping"));
                });
                assertThat(simulation.currentTime().minus(before))
                        .isBetween(Duration.ofSeconds(29), Duration.ofSeconds(32));
            }
        });
    }

    @Test
    void a_slow_reader_holds_the_handler() {
        int pieces = 2_000;
        var written = new int[1];
        replayed(34, simulation -> {
            written[0] = 0;
            HttpHosts.serve(
                    simulation,
                    _ -> Reply.stream("application/octet-stream", out -> {
                        for (int i = 0; i < pieces; i++) {
                            out.write(new byte[16 << 10]);
                            written[0]++;
                        }
                    }));
            try (var session = session(options -> options.versions(Versions.HTTP_2)
                            .uncompressed()
                            .http2(http2 -> http2.windows(256 << 10, 256 << 10)));
                    var response = session.get("http://server/").send();
                    var body = response.body().stream()) {
                assertThat(body.readNBytes(1)).hasSize(1);
                Async.sleep(Duration.ofSeconds(10));
                assertThat(written[0]).as("pieces taken from the handler").isLessThan(pieces / 4);
                assertThat(1 + body.readAllBytes().length).isEqualTo(pieces * (16 << 10));
            }
        });
        assertThat(written[0]).isEqualTo(pieces);
    }
}
