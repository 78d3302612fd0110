package heddle.testkit;

import static heddle.testkit.HttpHosts.replayed;
import static heddle.testkit.HttpHosts.serve;
import static heddle.testkit.HttpHosts.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.client.ClientSession;
import heddle.client.body.RequestBody;
import heddle.client.middleware.Retry;
import heddle.client.middleware.RetryOptions;
import heddle.client.middleware.RetryOptions.Repeats;
import heddle.http.ConnectFailedException;
import heddle.http.HttpDate;
import heddle.http.HttpTimeoutException;
import heddle.http.Method;
import heddle.http.Phase;
import heddle.http.Status;
import heddle.server.Handler;
import heddle.server.Reply;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// When a call is tried again, and how late, in virtual time.
class RetryTest {
    /// Draws nearly the whole of each limit.
    private static final RandomGenerator LONGEST = new RandomGenerator() {
        @Override
        public long nextLong() {
            return Long.MAX_VALUE;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    };

    private static ClientSession retrying(UnaryOperator<RetryOptions> change) {
        return session(options -> options.middleware(Retry.of(LONGEST, change)));
    }

    /// A host that gives these one after the other, the last one for ever, and when it was asked.
    private static List<Duration> answering(Simulation simulation, Reply... replies) {
        var times = new ArrayList<Duration>();
        Iterator<Reply> left = List.of(replies).iterator();
        var last = replies[replies.length - 1];
        Handler handler = request -> {
            times.add(simulation.currentTime());
            var _ = request.body().bytes();
            return left.hasNext() ? left.next() : last;
        };
        serve(simulation, handler);
        return times;
    }

    private static Reply status(int code, String... fields) {
        var reply = Reply.text("no").status(Status.of(code));
        for (int i = 0; i < fields.length; i += 2) {
            reply = reply.header(fields[i], fields[i + 1]);
        }
        return reply;
    }

    private static List<Long> gapMillis(List<Duration> times) {
        var gaps = new ArrayList<Long>();
        for (int i = 1; i < times.size(); i++) {
            gaps.add(times.get(i).minus(times.get(i - 1)).toMillis());
        }
        return gaps;
    }

    @Test
    void what_may_pass_is_tried_again_with_waits_that_double() {
        replayed(1, simulation -> {
            var times = answering(simulation, status(503), status(500), status(429), Reply.text("at last"));
            try (var session = retrying(retry -> retry)) {
                assertThat(session.get("http://server/").text()).isEqualTo("at last");
            }
            // With the millisecond that an answer and the next request are on their way.
            assertThat(gapMillis(times)).containsExactly(501L, 1_001L, 2_001L);
        });
    }

    @Test
    void waits_are_drawn_so_that_those_who_failed_together_do_not_come_back_together() {
        replayed(2, simulation -> {
            var times = answering(simulation, status(503));
            var chance = simulation.random();
            try (var session = session(options -> options.middleware(Retry.of(
                    chance, retry -> retry.triesMax(2).backoff(Duration.ofSeconds(10), Duration.ofSeconds(10)))))) {
                Async.forEach(
                        List.of(1, 2, 3, 4, 5, 6, 7, 8),
                        _ -> session.get("http://server/").discard());
            }
            assertThat(times).hasSize(16);
            var second = times.subList(8, 16);
            assertThat(second.getLast().minus(second.getFirst())).isGreaterThan(Duration.ofSeconds(3));
        });
    }

    @Test
    void a_server_says_how_long_in_seconds_or_by_a_date() {
        replayed(3, simulation -> {
            var times = new ArrayList<Duration>();
            serve(simulation, _ -> {
                times.add(simulation.currentTime());
                var date = heddle.async.time.VirtualTime.start()
                        .instant()
                        .plus(simulation.currentTime())
                        .plusSeconds(20);
                return switch (times.size()) {
                    case 1 -> status(503, "Retry-After", "7");
                    case 2 -> status(503, "Retry-After", HttpDate.format(date));
                    default -> Reply.text("now");
                };
            });
            try (var session = retrying(retry -> retry)) {
                assertThat(session.get("http://server/").text()).isEqualTo("now");
            }
            var gaps = gapMillis(times);
            assertThat(gaps.get(0)).isBetween(7_000L, 7_010L);
            assertThat(gaps.get(1)).isBetween(19_000L, 20_010L);
        });
    }

    @Test
    void a_server_that_asks_for_too_much_is_not_waited_for() {
        replayed(4, simulation -> {
            var times = answering(simulation, status(503, "Retry-After", "3600"), status(503, "Retry-After", "1"));
            try (var session = retrying(retry -> retry);
                    var hasty = retrying(retry -> retry.retryAfterMax(Duration.ofMillis(1)))) {
                assertThat(session.get("http://server/").discard().status().code())
                        .isEqualTo(503);
                assertThat(hasty.get("http://server/").discard().status().code())
                        .isEqualTo(503);
            }
            assertThat(times).hasSize(2);
            assertThat(simulation.currentTime()).isLessThan(Duration.ofSeconds(1));
        });
    }

    @Test
    void what_may_not_be_repeated_is_not_but_with_a_key_or_by_the_callers_word() {
        replayed(5, simulation -> {
            var times = answering(simulation, status(503));
            try (var session = retrying(retry -> retry.triesMax(2));
                    var all = retrying(retry -> retry.triesMax(2).repeats(Repeats.ALL))) {
                session.post("http://server/").body("x").discard();
                assertThat(times).hasSize(1);
                session.post("http://server/")
                        .header("Idempotency-Key", "7")
                        .body("x")
                        .discard();
                assertThat(times).hasSize(3);
                all.post("http://server/").body("x").discard();
                assertThat(times).hasSize(5);
                session.put("http://server/").body("x").discard();
                assertThat(times).hasSize(7);
                session.get("http://server/missing").discard();
                assertThat(times).hasSize(9);
            }
        });
    }

    @Test
    void other_statuses_are_tried_again_only_when_named() {
        replayed(6, simulation -> {
            var times = answering(simulation, status(404));
            try (var session = retrying(retry -> retry.triesMax(2));
                    var named = retrying(retry -> retry.triesMax(2).on("404"))) {
                session.get("http://server/").discard();
                assertThat(times).hasSize(1);
                named.get("http://server/").discard();
                assertThat(times).hasSize(3);
            }
        });
    }

    @Test
    void a_body_goes_out_again_if_it_can_be_had_again() {
        replayed(7, simulation -> {
            var bodies = new ArrayList<String>();
            serve(simulation, request -> {
                bodies.add(request.method() + " " + new String(request.body().bytes(), StandardCharsets.UTF_8));
                return bodies.size() == 2 ? Reply.text("ok") : status(503);
            });
            byte[] bytes = "anew".getBytes(StandardCharsets.UTF_8);
            try (var session = retrying(retry -> retry.triesMax(2))) {
                session.put("http://server/")
                        .body(RequestBody.anew(OptionalLong.empty(), () -> {
                            var left = ByteBuffer.wrap(bytes);
                            return () -> {
                                var piece = left.slice();
                                left.position(left.limit());
                                return piece;
                            };
                        }))
                        .discard();
                assertThat(bodies).containsExactly("PUT anew", "PUT anew");
                var once = ByteBuffer.wrap(bytes);
                session.put("http://server/")
                        .body(RequestBody.of(() -> {
                            var piece = once.slice();
                            once.position(once.limit());
                            return piece;
                        }))
                        .discard();
                assertThat(bodies).hasSize(3);
            }
        });
    }

    @Test
    void what_was_never_sent_is_tried_again_whatever_it_means() {
        replayed(8, simulation -> {
            simulation.host("server");
            try (var session = retrying(retry -> retry.triesMax(3))) {
                var refused = catchThrowableOfType(
                        ConnectFailedException.class,
                        () -> session.post("http://server/").body("x").discard());
                assertThat(refused.method()).contains(Method.POST.name());
                assertThat(refused.getSuppressed()).hasSize(1);
                assertThat(refused.getSuppressed()[0].getSuppressed()).hasSize(1);
                assertThat(session.statistics().requests()).isZero();
            }
        });
    }

    @Test
    void the_budget_ends_the_tries_before_the_wait_that_would_break_it() {
        replayed(9, simulation -> {
            var times = answering(simulation, status(503, "Retry-After", "20"));
            try (var session = retrying(retry -> retry.triesMax(100).budget(Duration.ofSeconds(50)))) {
                session.get("http://server/").discard();
            }
            assertThat(times).hasSize(3);
            assertThat(simulation.currentTime()).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(41));
        });
    }

    @Test
    void the_total_of_the_session_counts_tries_and_waits() {
        replayed(10, simulation -> {
            var times = answering(simulation, status(503, "Retry-After", "8"));
            try (var session = session(options -> options.timeouts(timeouts -> timeouts.total(Duration.ofSeconds(10)))
                    .middleware(Retry.of(retry -> retry)))) {
                var late = catchThrowableOfType(
                        HttpTimeoutException.class,
                        () -> session.get("http://server/").discard());
                assertThat(late.phase()).isEqualTo(Phase.TOTAL);
            }
            assertThat(times).hasSize(2);
            assertThat(simulation.currentTime()).isBetween(Duration.ofSeconds(16), Duration.ofSeconds(17));
        });
    }
}
