package heddle.testkit.cases;

import static heddle.testkit.HttpHosts.session;
import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.async.TaskGroup;
import heddle.async.task.TimeoutExceededException;
import heddle.client.ClientSession;
import heddle.client.options.Versions;
import heddle.server.Reply;
import heddle.server.ServerOptions;
import heddle.server.ServerRequest;
import heddle.testkit.HttpHosts;
import heddle.testkit.Seeds;
import heddle.testkit.Simulation;
import heddle.testkit.network.Link;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Family 6 of the cases: a request that is cancelled wherever it waits (for a name, a connection, the limit of a host
/// or of all, a stream, the peer to take its body, the answer, the rest of it) gives everything back.
class CancelledAnywhereTest {
    private static final List<String> HOSTS = List.of("one", "two", "three");
    private static final int TASKS = 9;

    /// Long enough for a request to be in each of its phases at some of the moments.
    private static final int MOMENTS_MILLIS = 250;

    @ParameterizedTest
    @CsvSource({
        "HTTP_1_1, 1, 1",
        "HTTP_1_1, 1, 2",
        "HTTP_1_1, 2, 100",
        "HTTP_1_1, 100, 4",
        "HTTP_1_1, 100, 100",
        "HTTP_2, 1, 1",
        "HTTP_2, 1, 2",
        "HTTP_2, 2, 100",
        "HTTP_2, 100, 100"
    })
    void at_every_millisecond_under_every_limit(Versions versions, int perHostMax, int totalMax) {
        Simulation.run(601, simulation -> {
            serve(simulation);
            try (var session = session(options -> options.versions(versions)
                    .pool(pool -> pool.perHostMax(perHostMax).totalMax(totalMax)))) {
                for (int moment = 0; moment < MOMENTS_MILLIS; moment += 2) {
                    cancelAfter(Duration.ofMillis(moment), session);
                }
                assertWhole(simulation, session);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"HTTP_1_1, 1, 2", "HTTP_1_1, 2, 3", "HTTP_2, 1, 2", "HTTP_2, 2, 3"})
    void each_at_a_moment_of_its_own(Versions versions, int perHostMax, int totalMax) {
        Simulation.search(Seeds.of(602, 20), simulation -> {
            serve(simulation);
            simulation
                    .network()
                    .links(Link.defaults()
                            .latency(Duration.ofMillis(5))
                            .jitter(Duration.ofMillis(10))
                            .windowBytes(8 << 10));
            try (var session = session(options -> options.versions(versions)
                    .pool(pool -> pool.perHostMax(perHostMax).totalMax(totalMax)))) {
                for (int round = 0; round < 10; round++) {
                    TaskGroup.run(group -> {
                        for (int i = 0; i < TASKS; i++) {
                            String url = url(i);
                            var limit =
                                    Duration.ofMillis(1 + simulation.random().nextInt(2 * MOMENTS_MILLIS));
                            group.start(() -> askWithin(limit, session, url));
                        }
                    });
                }
                assertWhole(simulation, session);
            }
        });
    }

    private static void askWithin(Duration limit, ClientSession session, String url) throws Exception {
        try {
            Async.timeout(limit, () -> ask(session, url));
        } catch (TimeoutExceededException _) {
            // What this is about.
        }
    }

    private static void cancelAfter(Duration moment, ClientSession session) throws Exception {
        TaskGroup.run(group -> {
            for (int i = 0; i < TASKS; i++) {
                String url = url(i);
                group.start(() -> ask(session, url));
            }
            Async.sleep(moment);
            group.cancel();
        });
    }

    /// Three servers a name's look-up away, whose answers take their time and come in pieces.
    private static void serve(Simulation simulation) {
        simulation.network().links(Link.defaults().latency(Duration.ofMillis(7)).windowBytes(8 << 10));
        for (String name : HOSTS) {
            HttpHosts.serveOn(simulation.host(name), ServerOptions.at("0.0.0.0", 80), CancelledAnywhereTest::inItsTime);
            simulation.network().dns().delay(name, Duration.ofMillis(11));
        }
        simulation.runCurrent();
    }

    private static Reply inItsTime(ServerRequest request) throws Exception {
        int bytes = request.body().bytes().length;
        Async.sleep(Duration.ofMillis(13));
        return Reply.stream("application/octet-stream", out -> {
            for (int sent = 0; sent < bytes; sent += 1 << 12) {
                out.write(new byte[1 << 12]);
                Async.sleep(Duration.ofMillis(3));
            }
        });
    }

    private static String url(int task) {
        return "http://" + HOSTS.get(task % HOSTS.size()) + "/";
    }

    private static int ask(ClientSession session, String url) throws Exception {
        return session.post(url).body(new byte[1 << 15]).bytes().length;
    }

    /// Nothing waits, every request is answered that is made now, and after a while no connection is left.
    private static void assertWhole(Simulation simulation, ClientSession session) throws Exception {
        simulation.runCurrent();
        assertThat(session.statistics().waiting()).isZero();
        var lengths = Async.gather(IntStream.range(0, 4 * TASKS).boxed().toList(), i -> ask(session, url(i)));
        assertThat(lengths).hasSize(4 * TASKS).containsOnly(1 << 15);
        Async.sleep(Duration.ofMinutes(2));
        assertThat(session.statistics().connections()).isZero();
        assertThat(session.statistics().dialling()).isZero();
        assertThat(simulation.network().bytesUnread()).isZero();
    }
}
