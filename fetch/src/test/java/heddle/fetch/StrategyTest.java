package heddle.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.fetch.StrategyRun.ErrorKind;
import heddle.fetch.StrategyRun.Span;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for all strategies, and what sets them apart.
class StrategyTest {
    private static final StrategyOptions OPTIONS = StrategyOptions.defaults().withTotalTimeout(Duration.ofSeconds(20));
    private static final String[] NAMES = {"blocking", "threads", "virtual", "async"};

    private Peer peer;

    @BeforeEach
    void start() throws IOException {
        peer = Peer.start();
    }

    @AfterEach
    void stop() {
        peer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"blocking", "threads", "virtual", "async"})
    void every_url_is_asked_for_once_and_read_to_its_end(String name) {
        List<String> urls = peer.pages(50);
        StrategyRun run = Strategy.named(name).run(urls, OPTIONS, StrategyListener.NONE);
        long bytes = urls.stream()
                .mapToLong(url -> Peer.page(url.substring(url.indexOf("/page"))).length())
                .sum();
        assertThat(run.name()).isEqualTo(name);
        assertThat(run.errors()).isEmpty();
        assertThat(run.ok()).isEqualTo(50);
        assertThat(run.failed()).isZero();
        assertThat(run.bytes()).isEqualTo(bytes);
        assertThat(run.spans())
                .extracting(Span::index)
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSize(50);
        assertThat(run.spans()).allSatisfy(span -> {
            assertThat(span.ok()).isTrue();
            assertThat(span.endNanos()).isBetween(span.startNanos(), run.wall().toNanos());
        });
        assertThat(peer.requests()).hasSize(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"blocking", "threads", "virtual", "async"})
    void all_ask_alike(String name) {
        Strategy.named(name).run(peer.pages(1), OPTIONS, StrategyListener.NONE);
        assertThat(peer.requests())
                .singleElement()
                .satisfies(head -> assertThat(head.toLowerCase(java.util.Locale.ROOT))
                        .startsWith("get /page/0 http/1.1\r\n")
                        .contains("\r\naccept-encoding: identity\r\n")
                        .contains("\r\naccept: */*\r\n")
                        .contains("\r\nuser-agent: heddle-compare\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"blocking", "threads", "virtual", "async"})
    void an_error_status_is_a_response_like_any_other(String name) {
        peer.on("/missing", _ -> Peer.response("404 Not Found", "", new byte[7]));
        peer.on("/broken", _ -> Peer.response("500 Oops", "", new byte[5]));
        StrategyRun run = run(name, peer.url("/missing"), peer.url("/broken"));
        assertThat(run.ok()).isEqualTo(2);
        assertThat(run.bytes()).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"blocking", "threads", "virtual", "async"})
    void redirects_are_followed_to_their_end_and_no_further_than_allowed(String name) {
        peer.on("/a", _ -> Peer.redirect("b?x=1")).on("/b?x=1", _ -> Peer.redirect(peer.url("/c")));
        peer.on("/loop", _ -> Peer.redirect("/loop"));
        StrategyRun run = run(name, peer.url("/a"), peer.url("/loop"));
        assertThat(run.ok()).isOne();
        assertThat(run.bytes()).isEqualTo(Peer.page("/c").length());
        assertThat(run.errors()).extracting(ErrorKind::kind).containsExactly("redirect_failed");
        assertThat(peer.requests().stream().filter(head -> head.startsWith("GET /loop")))
                .hasSize(11);
    }

    @ParameterizedTest
    @ValueSource(strings = {"blocking", "threads", "virtual", "async"})
    void failures_are_counted_by_kind_and_stop_nobody(String name) throws IOException {
        peer.on("/cut", _ -> Peer.cut());
        String refused = "http://127.0.0.1:1/";
        StrategyRun run = run(name, refused, "no url", peer.url("/cut"), peer.url("/fine"), refused);
        assertThat(run.ok()).isOne();
        assertThat(run.failed()).isEqualTo(4);
        assertThat(run.errors())
                .extracting(ErrorKind::kind)
                .startsWith("connect_failed")
                .hasSize(3);
        assertThat(run.errors().getFirst().count()).isEqualTo(2);
        assertThat(run.errors()).allSatisfy(error -> assertThat(error.example()).isNotBlank());
        assertThat(run.spans()).extracting(Span::ok).containsExactly(false, false, false, true, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"blocking", "threads", "virtual", "async"})
    void a_silent_server_times_out(String name) {
        CountDownLatch end = new CountDownLatch(1);
        peer.on("/silent", _ -> {
            end.await();
            return Peer.ok("late");
        });
        StrategyOptions hasty = OPTIONS.withTotalTimeout(Duration.ofMillis(150));
        StrategyRun run = Strategy.named(name).run(List.of(peer.url("/silent")), hasty, StrategyListener.NONE);
        end.countDown();
        assertThat(run.errors()).extracting(ErrorKind::kind).containsExactly("timeout");
        assertThat(run.wall()).isGreaterThanOrEqualTo(Duration.ofMillis(140));
    }

    @ParameterizedTest
    @ValueSource(strings = {"blocking", "threads", "virtual", "async"})
    void the_listener_hears_of_every_start_and_end(String name) {
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        StrategyListener listener = new StrategyListener() {
            @Override
            public void started(int index, String url) {
                heard.add("start " + index + " " + url);
            }

            @Override
            public void completed(int index, String url, boolean ok) {
                heard.add("end " + index + " " + url + " " + ok);
            }
        };
        Strategy.named(name).run(List.of(peer.url("/a"), "b"), OPTIONS, listener);
        assertThat(heard)
                .containsExactlyInAnyOrder(
                        "start 0 " + peer.url("/a"), "end 0 " + peer.url("/a") + " true", "start 1 b", "end 1 b false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"threads", "virtual", "async"})
    void a_slow_url_delays_nobody(String name) {
        CountDownLatch othersDone = new CountDownLatch(4);
        peer.on("/slow", _ -> {
            assertThat(othersDone.await(20, TimeUnit.SECONDS)).isTrue();
            return Peer.ok("slow");
        });
        StrategyListener listener = new StrategyListener() {
            @Override
            public void completed(int index, String url, boolean ok) {
                othersDone.countDown();
            }
        };
        List<String> urls = new ArrayList<>(peer.pages(4));
        urls.addFirst(peer.url("/slow"));
        StrategyRun run = Strategy.named(name).run(urls, OPTIONS, listener);
        assertThat(run.ok()).isEqualTo(5);
        assertThat(run.completed().getLast().index()).isZero();
    }

    @Test
    void the_blocking_one_ends_each_url_before_it_starts_the_next() {
        StrategyRun run = Strategy.BLOCKING.run(peer.pages(20), OPTIONS, StrategyListener.NONE);
        assertThat(run.isReordered()).isFalse();
        for (int i = 1; i < 20; i++) {
            assertThat(run.spans().get(i).startNanos())
                    .isGreaterThanOrEqualTo(run.spans().get(i - 1).endNanos());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"threads", "virtual", "async"})
    void exactly_as_many_are_under_way_as_the_limit_says(String name) {
        CyclicBarrier three = new CyclicBarrier(3);
        List<String> urls = peer.pages(9);
        for (String url : urls) {
            String path = url.substring(url.indexOf("/page"));
            peer.on(path, _ -> {
                three.await(20, TimeUnit.SECONDS);
                return Peer.ok("met");
            });
        }
        StrategyOptions narrow = OPTIONS.withConcurrency(3).withThreads(3);
        StrategyRun run = Strategy.named(name).run(urls, narrow, StrategyListener.NONE);
        assertThat(run.bytes()).as("three met each time").isEqualTo(27);
        for (Span span : run.spans()) {
            assertThat(run.spans().stream()
                            .filter(other ->
                                    other.startNanos() <= span.startNanos() && other.endNanos() > span.startNanos()))
                    .hasSizeLessThanOrEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"blocking", "threads", "virtual", "async"})
    void an_interrupt_ends_the_run_with_what_was_done(String name) throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        peer.on("/held", _ -> {
            asked.countDown();
            end.await();
            return Peer.ok("late");
        });
        StrategyOptions hasty =
                OPTIONS.withTotalTimeout(Duration.ofMillis(500)).withThreads(1).withConcurrency(1);
        List<String> urls = List.of(peer.url("/first"), peer.url("/held"), peer.url("/never"));
        AtomicReference<StrategyRun> result = new AtomicReference<>();
        Thread runner = Thread.ofPlatform()
                .start(() -> result.set(Strategy.named(name).run(urls, hasty, StrategyListener.NONE)));
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        runner.interrupt();
        runner.join();
        end.countDown();
        assertThat(result.get().ok()).isOne();
        assertThat(peer.requests()).noneMatch(head -> head.startsWith("GET /never"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"blocking", "threads", "virtual", "async"})
    void an_empty_list_is_done_at_once(String name) {
        StrategyRun run = run(name);
        assertThat(run.spans()).isEmpty();
        assertThat(run.isReordered()).isFalse();
    }

    @Test
    void a_run_knows_both_orders_and_whether_they_differ() {
        Span first = new Span(0, 1, 9, Optional.empty());
        Span second = new Span(1, 2, 5, Optional.empty());
        StrategyRun run = new StrategyRun("x", Duration.ZERO, List.of(first, second), 2, 0, 0, List.of());
        assertThat(run.started()).containsExactly(first, second);
        assertThat(run.completed()).containsExactly(second, first);
        assertThat(run.isReordered()).isTrue();
    }

    @Test
    void a_strategy_is_found_by_its_name() {
        assertThat(Strategy.ALL).extracting(Strategy::name).containsExactly(NAMES);
        assertThatThrownBy(() -> Strategy.named("magic"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("magic")
                .hasMessageContaining("blocking, threads, virtual, async");
    }

    @Test
    void options_must_be_limits() {
        StrategyOptions defaults = StrategyOptions.defaults();
        assertThatThrownBy(() -> defaults.withThreads(0)).hasMessageContaining("threads is 0");
        assertThatThrownBy(() -> defaults.withConcurrency(-1)).hasMessageContaining("concurrency is -1");
        assertThatThrownBy(() -> defaults.withTotalTimeout(Duration.ZERO)).hasMessageContaining("totalTimeout");
        assertThatThrownBy(() -> defaults.withRedirectsMax(-1)).hasMessageContaining("redirectsMax is -1");
    }

    private static StrategyRun run(String name, String... urls) {
        return Strategy.named(name).run(List.of(urls), OPTIONS, StrategyListener.NONE);
    }
}
