package heddle.tests.guides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.Async;
import heddle.client.ClientSession;
import heddle.client.middleware.CircuitBreaker;
import heddle.client.middleware.Hedge;
import heddle.client.middleware.RateLimit;
import heddle.client.middleware.Retry;
import heddle.client.middleware.RetryOptions.Repeats;
import heddle.http.Status;
import heddle.http.StatusException;
import heddle.server.Handler;
import heddle.server.HttpServer;
import heddle.server.Reply;
import heddle.server.ServerOptions;
import heddle.testkit.Simulation;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What `docs/guides/retry.md` shows, run in virtual time: no wait depends on how busy the machine is.
class RetryGuideTest {
    private final AtomicInteger asked = new AtomicInteger();
    /// Fails twice and is well from then on.
    private final Handler flaky = _ -> asked.incrementAndGet() <= 2
            ? Reply.empty(Status.SERVICE_UNAVAILABLE).header("Retry-After", "0")
            : Reply.text("well");

    private void simulate(Site.Call call) {
        Simulations.assumePossible();
        Simulation.run(1, simulation -> {
            var host = simulation.host("server");
            host.start("serve", () -> {
                try (var _ = HttpServer.open(ServerOptions.at(host.ip(), 80), flaky)) {
                    Async.sleep(Duration.ofDays(1));
                }
            });
            simulation.runCurrent();
            call.with("http://server/");
        });
    }

    @Test
    void whatever_may_pass() {
        simulate(url -> {
            try (var session = ClientSession.open(options -> options.middleware(Retry.of(retry -> retry)))) {
                assertThat(session.get(url).text()).isEqualTo("well");
            }
        });
    }

    @Test
    void how_often_for_how_long_and_what() {
        simulate(url -> {
            var retry = Retry.of(options -> options.triesMax(6)
                    .backoff(Duration.ofMillis(100), Duration.ofSeconds(5))
                    .budget(Duration.ofSeconds(30))
                    .on("connect_failed", "timeout", "5xx"));
            try (var session =
                    ClientSession.open(options -> options.middleware(retry).raiseForStatus())) {
                assertThat(session.get(url).text()).isEqualTo("well");
            }
        });
    }

    @Test
    void a_request_of_a_kind_that_is_not_repeated() {
        simulate(url -> {
            try (var session = ClientSession.open(
                    options -> options.middleware(Retry.of(retry -> retry)).raiseForStatus())) {
                assertThatThrownBy(() -> session.post(url).body("one cake").discard())
                        .isInstanceOf(StatusException.class);
                session.post(url)
                        .header("Idempotency-Key", "42")
                        .body("one cake")
                        .discard();
            }
        });
        assertThat(asked).hasValue(3);
    }

    @Test
    void one_request_alone() {
        simulate(url -> {
            try (var session = ClientSession.open()) {
                String answer = session.post(url)
                        .body("one cake")
                        .middleware(Retry.of(retry -> retry.repeats(Repeats.ALL)))
                        .text();
                assertThat(answer).isEqualTo("well");
            }
        });
    }

    @Test
    void all_together() {
        simulate(url -> {
            try (var session = ClientSession.open(options -> options.middleware(Retry.of(retry -> retry))
                    .middleware(Hedge.of(hedge -> hedge.delay(Duration.ofSeconds(1))))
                    .middleware(CircuitBreaker.of(circuit -> circuit.failures(10, 20)))
                    .middleware(RateLimit.of(limit -> limit.perHostSecond(20))))) {
                assertThat(session.get(url).text()).isEqualTo("well");
            }
        });
    }
}
