package heddle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.Async;
import heddle.async.Promise;
import heddle.async.TaskGroup;
import heddle.client.ClientSession;
import heddle.http.HttpTimeoutException;
import heddle.server.HttpServer;
import heddle.server.Reply;
import heddle.server.ServerOptions;
import heddle.testkit.network.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The snippets of `docs/testkit.md`, run. That they stand here word for word is checked in the module `tests`.
class GuideTest {
    @Test
    void a_client_and_a_server() {
        Simulation.run(42, simulation -> {
            var server = simulation.host("server");
            server.start("serve", () -> {
                try (var _ = HttpServer.open(ServerOptions.at(server.ip(), 80), _ -> Reply.text("hello\n"))) {
                    Async.sleep(Duration.ofHours(1));
                }
            });
            simulation.runCurrent();
            simulation.network().links(Link.defaults().latency(Duration.ofMillis(40)));
            try (var session = ClientSession.open()) {
                assertThat(session.get("http://server/").text()).isEqualTo("hello\n");
            }
        });
    }

    @Test
    void time() {
        var events = new ArrayList<String>();
        Scenario scenario = simulation -> TaskGroup.run(group -> {
            group.start(() -> {
                Async.sleep(Duration.ofMinutes(5));
                events.add("five minutes");
            });
            simulation.advanceTimeBy(Duration.ofMinutes(5));
            assertThat(events).isEmpty();
            simulation.runCurrent();
            assertThat(events).containsExactly("five minutes");
        });
        Simulation.run(42, scenario);
    }

    private static int unsafeSum(Simulation simulation) {
        var sum = new int[1];
        Async.forEach(List.of(1, 2), it -> {
            Async.sleep(Duration.ofMillis(simulation.random().nextInt(3)));
            int before = sum[0];
            Async.yield();
            sum[0] = before + it;
        });
        return sum[0];
    }

    @Test
    void a_search() {
        assertThatThrownBy(() -> {
                    Simulation.search(Seeds.of(0, 1_000), simulation -> {
                        assertThat(unsafeSum(simulation)).isEqualTo(3);
                    });
                })
                .isInstanceOf(SimulationFailure.class);
    }

    @Test
    void faults() {
        Simulation.run(42, simulation -> {
            var main = simulation.host("main");
            var server = simulation.host("server");
            HttpHosts.serveOn(server, ServerOptions.at("0.0.0.0", 80), _ -> Reply.text("hello\n"));
            simulation.runCurrent();
            try (var session = ClientSession.open()) {
                simulation.network().partition(main, server);
                assertThatThrownBy(() -> session.get("http://server/").text()).isInstanceOf(HttpTimeoutException.class);
                simulation.network().heal(main, server);
                assertThat(session.get("http://server/").text()).isEqualTo("hello\n");
            }
        });
    }

    @Test
    void stuck() {
        assertThatThrownBy(() -> Simulation.run(42, _ -> new Promise<String>().await()))
                .hasMessageContaining("no task can go on");
    }
}
