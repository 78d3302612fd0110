package heddle.tests.guides;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.Async;
import heddle.client.ClientSession;
import heddle.client.Middleware;
import heddle.client.body.Pieces;
import heddle.client.middleware.Retry;
import heddle.http.Headers;
import heddle.http.HttpTimeoutException;
import heddle.http.Status;
import heddle.server.Handler;
import heddle.server.HttpServer;
import heddle.server.Reply;
import heddle.server.ServerOptions;
import heddle.testkit.Host;
import heddle.testkit.Seeds;
import heddle.testkit.Simulation;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What `docs/guides/test.md` shows, run.
class TestGuideTest {
    @BeforeEach
    void simulations_are_possible() {
        Simulations.assumePossible();
    }

    @Test
    void code_that_is_to_be_tested_without_a_network() {
        Async.run(() -> {
            Middleware canned = (request, _) -> request.respond(
                    Status.OK, Headers.of("Content-Type", "text/plain"), Pieces.of("21".getBytes(UTF_8)));
            try (var session = ClientSession.open(options -> options.middleware(canned))) {
                assertThat(weather(session)).isEqualTo("21 degrees");
            }
        });
    }

    /// The code under test.
    static String weather(ClientSession session) {
        String degrees = session.get("http://weather.test/now").raiseForStatus().text();
        return degrees + " degrees";
    }

    @Test
    void against_a_server_in_a_simulation() {
        Simulation.run(1, simulation -> {
            serve(simulation.host("weather.test"), _ -> Reply.text("21"));
            simulation.runCurrent();
            try (var session = ClientSession.open()) {
                assertThat(weather(session)).isEqualTo("21 degrees");
            }
        });
    }

    static void serve(Host host, Handler handler) {
        host.start("serve", () -> {
            try (var _ = HttpServer.open(ServerOptions.at(host.ip(), 80), handler)) {
                Async.sleep(Duration.ofDays(1));
            }
        });
    }

    @Test
    void waiting_takes_no_time() {
        Simulation.run(1, simulation -> {
            var calls = new AtomicInteger();
            serve(
                    simulation.host("weather.test"),
                    _ -> calls.incrementAndGet() <= 2
                            ? Reply.empty(Status.SERVICE_UNAVAILABLE).header("Retry-After", "30")
                            : Reply.text("21"));
            simulation.runCurrent();
            try (var session = ClientSession.open(options -> options.middleware(Retry.of(retry -> retry)))) {
                assertThat(weather(session)).isEqualTo("21 degrees");
            }
            assertThat(simulation.currentTime()).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
        });
    }

    @Test
    void a_network_that_fails() {
        Simulation.search(Seeds.of(0, 20), simulation -> {
            var server = simulation.host("weather.test");
            serve(server, _ -> Reply.text("21"));
            simulation.runCurrent();
            try (var session = ClientSession.open()) {
                simulation.network().isolate(server);
                assertThatThrownBy(() -> weather(session)).isInstanceOf(HttpTimeoutException.class);
                simulation.network().heal(server);
                assertThat(weather(session)).isEqualTo("21 degrees");
            }
        });
    }
}
