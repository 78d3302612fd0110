package heddle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.client.ClientSession;
import heddle.client.SessionOptions;
import heddle.server.Handler;
import heddle.server.HttpServer;
import heddle.server.ServerOptions;
import heddle.server.origin.TestOrigin;
import java.time.Duration;
import java.util.function.UnaryOperator;

/// The real server and the real client on simulated hosts.
public final class HttpHosts {
    private HttpHosts() {}

    /// Runs a scenario twice, and sees to it that the second run is the first over again.
    public static SimulationReport replayed(long seed, Scenario scenario) {
        var first = Simulation.run(seed, scenario);
        var second = Simulation.run(seed, scenario);
        assertSame(first.trace(), second.trace());
        assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
        return first;
    }

    /// Says where two traces part, not all of both.
    public static void assertSame(String first, String second) {
        assertThat(first).isNotEmpty();
        var one = first.lines().toList();
        var other = second.lines().toList();
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            assertThat(other.get(i))
                    .as("line %d, after%n%s%n", i, String.join("\n", one.subList(Math.max(0, i - 10), i)))
                    .isEqualTo(one.get(i));
        }
        assertThat(second).isEqualTo(first);
    }

    public static Host origin(Simulation simulation) {
        return serve(simulation, ServerOptions.at("0.0.0.0", 80), TestOrigin.router());
    }

    public static Host serve(Simulation simulation, Handler handler) {
        return serve(simulation, ServerOptions.at("0.0.0.0", 80), handler);
    }

    public static Host serve(Simulation simulation, ServerOptions options, Handler handler) {
        var host = simulation.host("server");
        serveOn(host, options, handler);
        simulation.runCurrent();
        return host;
    }

    public static void serveOn(Host host, ServerOptions options, Handler handler) {
        host.start("serve", () -> {
            try (var _ = HttpServer.open(options, handler)) {
                Async.sleep(Duration.ofDays(1));
            }
        });
    }

    /// A session whose pool does not depend on how many files this process may open.
    public static ClientSession session(UnaryOperator<SessionOptions> change) {
        return ClientSession.open(options -> change.apply(options.pool(pool -> pool.totalMax(4096))));
    }

    public static ClientSession session() {
        return session(options -> options);
    }
}
