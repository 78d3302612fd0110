package heddle.testkit;

import static heddle.testkit.HttpHosts.replayed;
import static heddle.testkit.HttpHosts.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.async.TaskGroup;
import heddle.client.middleware.RateLimit;
import heddle.http.HttpTimeoutException;
import heddle.http.Phase;
import heddle.server.Reply;
import heddle.server.ServerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// How many requests begin in a time.
class RateLimitTest {
    private static void serve(Simulation simulation, String name, List<Duration> times) {
        var host = simulation.host(name);
        HttpHosts.serveOn(host, ServerOptions.at("0.0.0.0", 80), _ -> {
            times.add(simulation.currentTime());
            return Reply.text("hello");
        });
        simulation.runCurrent();
    }

    @Test
    void each_host_is_asked_at_an_even_pace_and_others_do_not_wait_for_it() {
        replayed(11, simulation -> {
            var one = new ArrayList<Duration>();
            var other = new ArrayList<Duration>();
            serve(simulation, "one", one);
            serve(simulation, "other", other);
            try (var session = session(options -> options.middleware(RateLimit.of(limit -> limit.perHostSecond(10))))) {
                Duration begun = simulation.currentTime();
                Async.forEach(
                        IntStream.range(0, 20).boxed().toList(),
                        i -> session.get(i % 2 == 0 ? "http://one/" : "http://other/")
                                .discard());
                assertThat(simulation.currentTime().minus(begun))
                        .isBetween(Duration.ofMillis(900), Duration.ofMillis(950));
            }
            assertThat(Stream.of(one, other)).allSatisfy(times -> {
                assertThat(times).hasSize(10);
                for (int i = 1; i < times.size(); i++) {
                    assertThat(times.get(i).minus(times.get(i - 1)))
                            .isBetween(Duration.ofMillis(90), Duration.ofMillis(110));
                }
            });
        });
    }

    @Test
    void all_hosts_together_have_a_limit_too() {
        replayed(12, simulation -> {
            var times = new ArrayList<Duration>();
            serve(simulation, "one", times);
            serve(simulation, "other", times);
            try (var session = session(options -> options.middleware(RateLimit.of(limit -> limit.perSecond(10))))) {
                Async.forEach(
                        IntStream.range(0, 20).boxed().toList(),
                        i -> session.get(i % 2 == 0 ? "http://one/" : "http://other/")
                                .discard());
            }
            assertThat(times.getLast().minus(times.getFirst()))
                    .isBetween(Duration.ofMillis(1_890), Duration.ofMillis(1_950));
        });
    }

    @Test
    void a_pause_may_be_made_up_for() {
        replayed(13, simulation -> {
            var times = new ArrayList<Duration>();
            serve(simulation, "one", times);
            try (var session = session(options -> options.middleware(
                    RateLimit.of(limit -> limit.perHostSecond(1).burst(Duration.ofSeconds(3)))))) {
                session.get("http://one/").discard();
                Async.sleep(Duration.ofMinutes(1));
                Duration begun = simulation.currentTime();
                Async.forEach(
                        List.of(1, 2, 3, 4, 5), _ -> session.get("http://one/").discard());
                var after = times.stream()
                        .skip(1)
                        .map(time -> time.minus(begun).toMillis() / 1000)
                        .toList();
                assertThat(after).containsExactly(0L, 0L, 0L, 0L, 1L);
            }
        });
    }

    @Test
    void a_request_whose_turn_is_too_far_off_fails_at_once_and_takes_none() {
        replayed(14, simulation -> {
            var times = new ArrayList<Duration>();
            serve(simulation, "one", times);
            try (var session = session(options -> options.middleware(
                    RateLimit.of(limit -> limit.perHostSecond(1).waitMax(Duration.ofMillis(1_500)))))) {
                TaskGroup.run(group -> {
                    group.start(() -> session.get("http://one/").discard());
                    group.start(() -> session.get("http://one/").discard());
                    Async.sleep(Duration.ofMillis(100));
                    var late = catchThrowableOfType(
                            HttpTimeoutException.class,
                            () -> session.get("http://one/").discard());
                    assertThat(late.phase()).isEqualTo(Phase.POOL);
                    assertThat(late).hasMessageContaining("rate limit of one");
                    assertThat(simulation.currentTime()).isLessThan(Duration.ofMillis(200));
                });
                session.get("http://one/").discard();
                assertThat(times.getLast()).isBetween(Duration.ofMillis(2_000), Duration.ofMillis(2_010));
            }
        });
    }
}
