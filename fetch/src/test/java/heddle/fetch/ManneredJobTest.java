package heddle.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.LoopOptions;
import heddle.async.time.VirtualTime;
import heddle.fetch.account.FetchSummary;
import heddle.fetch.format.Format;
import heddle.fetch.format.Outputs;
import heddle.fetch.list.UrlList;
import heddle.fetch.options.JobLimits;
import heddle.fetch.options.OptOut;
import heddle.fetch.options.RobotsUse;
import heddle.fetch.output.Outcome.Failed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// How a whole job spares its hosts, bears with them, and ends. All hosts are this machine, so whatever a test is
/// about is asked for. Time is virtual: it jumps when nothing has happened for a while.
@Isolated
class ManneredJobTest {
    private final VirtualTime time = VirtualTime.start(Duration.ofMillis(100));
    private final Recorded sink = new Recorded();
    private Peer peer;

    @BeforeEach
    void start() throws IOException {
        peer = Peer.start();
    }

    @AfterEach
    void stop() {
        peer.close();
    }

    private FetchOptions options() {
        return FetchOptions.defaults()
                .engine(engine -> engine.runtime(LoopOptions.defaults().time(time)))
                .session(session -> session.userAgent("tester/1 (+https://example.org/)"));
    }

    private FetchSummary fetch(UnaryOperator<FetchOptions> change, String... paths) throws IOException {
        List<String> urls = new ArrayList<>();
        for (String path : paths) {
            urls.add(path.startsWith("http") ? path : peer.url(path));
        }
        return Fetcher.create(change.apply(options())).run(UrlList.of(urls), sink);
    }

    private List<String> asked() {
        return peer.requests().stream().map(head -> head.split(" ", 3)[1]).toList();
    }

    private static byte[] status(String status, String headers) {
        return Peer.response(status, headers, "sorry".getBytes(UTF_8));
    }

    @Test
    void an_interval_stands_between_the_starts_at_a_host() throws IOException {
        fetch(
                asked -> asked.politeness(manners -> manners.hostInterval(Duration.ofSeconds(10))),
                "/1",
                "/2",
                "/3",
                "/4");
        assertThat(sink.fetched()).hasSize(4);
        assertThat(time.elapsed()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31));
    }

    @Test
    void a_rate_is_kept_over_all_hosts() throws IOException {
        fetch(asked -> asked.limits(limits -> limits.urlsPerSecond(0.5)), "/1", "/2", "/3", "/4");
        assertThat(time.elapsed()).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(7));
    }

    @Test
    void bodies_are_read_no_faster_than_they_may_be() throws IOException {
        peer.on("/large", _ -> Peer.ok("x".repeat(100_000)));
        FetchSummary summary =
                fetch(asked -> asked.limits(limits -> limits.bytesPerSecond(10_000)), "/large", "/large");
        assertThat(summary.bytes()).isEqualTo(200_000);
        assertThat(time.elapsed()).isBetween(Duration.ofSeconds(18), Duration.ofSeconds(22));
    }

    @Test
    void what_fails_is_tried_again_and_the_last_outcome_counts() throws IOException {
        AtomicInteger tries = new AtomicInteger();
        peer.on("/shaky", _ -> tries.incrementAndGet() < 3 ? Peer.cut() : Peer.ok("at last"));
        FetchSummary summary = fetch(asked -> asked.retries(retries -> retries.times(3)), "/shaky", "/fine");
        assertThat(summary.counts().ok()).isEqualTo(2);
        assertThat(sink.outcomes()).hasSize(2);
        assertThat(sink.fetched()).anySatisfy(fetched -> {
            assertThat(fetched.url()).endsWith("/shaky");
            assertThat(fetched.retries()).isEqualTo(2);
        });
        assertThat(asked()).filteredOn("/shaky"::equals).hasSize(3);
    }

    @Test
    void what_keeps_failing_fails_after_its_last_try() throws IOException {
        peer.on("/cut", _ -> Peer.cut());
        fetch(asked -> asked.retries(retries -> retries.times(2)), "/cut");
        assertThat(sink.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.kind()).isEqualTo("connection_lost");
            assertThat(failed.retries()).isEqualTo(2);
        });
        assertThat(asked()).hasSize(3);
    }

    @Test
    void a_host_that_has_too_much_to_do_is_left_alone_for_as_long_as_it_says() throws IOException {
        AtomicInteger tries = new AtomicInteger();
        peer.on(
                "/busy",
                _ -> tries.incrementAndGet() == 1
                        ? status("503 Service Unavailable", "Retry-After: 100\r\n")
                        : Peer.ok("better"));
        fetch(asked -> asked.hostConcurrency(1).retries(retries -> retries.times(1)), "/busy", "/other");
        assertThat(sink.fetched())
                .extracting(fetched -> fetched.exchange().status().code())
                .containsOnly(200);
        assertThat(asked()).hasSize(3).startsWith("/busy");
        assertThat(time.elapsed()).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(102));
    }

    @Test
    void a_host_that_has_no_more_requests_left_is_left_alone_until_it_has() throws IOException {
        peer.on("/1", _ -> Peer.response("200 OK", "RateLimit-Remaining: 0\r\nRateLimit-Reset: 30\r\n", new byte[0]));
        fetch(asked -> asked.hostConcurrency(1).retries(retries -> retries.times(1)), "/1", "/2");
        assertThat(sink.fetched()).hasSize(2);
        assertThat(time.elapsed()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(32));
    }

    @Test
    void a_url_is_tried_again_no_longer_than_it_may_be() throws IOException {
        peer.on("/cut", _ -> Peer.cut());
        fetch(
                asked -> asked.retries(retries ->
                        retries.times(1_000).delay(Duration.ofSeconds(8)).span(Duration.ofSeconds(60))),
                "/cut");
        assertThat(sink.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.kind()).isEqualTo("connection_lost");
            assertThat(failed.retries()).isBetween(1, 999);
        });
        assertThat(time.elapsed()).isLessThan(Duration.ofSeconds(62));
    }

    @Test
    void a_host_that_wants_more_time_than_there_is_keeps_its_answer() throws IOException {
        peer.on("/busy", _ -> status("429 Too Many Requests", "Retry-After: 7200\r\n"));
        fetch(asked -> asked.retries(retries -> retries.times(3)), "/busy");
        assertThat(sink.fetched()).singleElement().satisfies(fetched -> {
            assertThat(fetched.exchange().status().code()).isEqualTo(429);
            assertThat(fetched.retries()).isZero();
        });
    }

    @Test
    void tries_are_made_after_what_is_asked_for() throws IOException {
        AtomicInteger tries = new AtomicInteger();
        peer.on("/late", _ -> tries.incrementAndGet() == 1 ? status("404 Not Found", "") : Peer.ok("there"));
        peer.on("/cut", _ -> Peer.cut());
        fetch(asked -> asked.retries(retries -> retries.times(1).on(Set.of("4xx"))), "/late", "/cut");
        assertThat(sink.fetched())
                .singleElement()
                .satisfies(fetched -> assertThat(fetched.retries()).isOne());
        assertThat(asked()).filteredOn("/cut"::equals).hasSize(1);
    }

    @Test
    void a_body_that_was_not_the_last_leaves_nothing_behind(@TempDir Path folder) throws Exception {
        AtomicInteger tries = new AtomicInteger();
        peer.on("/shaky", _ -> tries.incrementAndGet() == 1 ? status("500 Oh", "") : Peer.ok("whole"));
        Fetcher.create(options().retries(retries -> retries.times(1)))
                .run(
                        UrlList.of(List.of(peer.url("/shaky"))),
                        Outputs.of(Format.FILES).open(folder));
        List<Map<String, String>> lines = JsonLines.of(folder.resolve("results.jsonl"));
        assertThat(lines)
                .singleElement()
                .satisfies(line ->
                        assertThat(line).containsEntry("http_code", "200").containsEntry("num_retries", "1"));
        try (var files = Files.walk(folder.resolve("bodies"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .singleElement()
                    .satisfies(file -> assertThat(file).hasContent("whole"));
        }
    }

    @Test
    void a_host_that_is_down_is_given_up_with_all_that_is_left_of_it() throws IOException {
        String[] urls =
                IntStream.range(0, 40).mapToObj(i -> "http://127.0.0.1:1/" + i).toArray(String[]::new);
        fetch(asked -> asked.retries(retries -> retries.times(1)).hostConcurrency(2), urls);
        assertThat(sink.failed()).hasSize(40).extracting(Failed::kind).containsAnyOf("host_down", "connect_failed");
        assertThat(sink.failed())
                .filteredOn(failed -> failed.kind().equals("host_down"))
                .hasSizeGreaterThan(20);
        assertThat(time.elapsed()).isLessThan(Duration.ofMinutes(12));
    }

    @Test
    void a_host_that_takes_too_long_is_cut_and_its_urls_are_told() throws IOException {
        peer.on("/busy", _ -> status("503 Service Unavailable", "Retry-After: 50\r\n"));
        fetch(
                asked -> asked.hostConcurrency(1)
                        .retries(retries -> retries.times(3).hostTime(Duration.ofSeconds(60))),
                "/busy",
                "/busy",
                "/busy");
        assertThat(sink.failed()).hasSize(3).extracting(Failed::kind).containsOnly("host_budget");
        assertThat(time.elapsed()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(62));
    }

    @Test
    void a_job_whose_time_is_over_stops_and_leaves_the_rest_to_the_next() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        peer.on("/hangs", _ -> {
            never.await();
            return Peer.ok("late");
        });
        Fetcher fetcher =
                Fetcher.create(options().hostConcurrency(1).limits(limits -> limits.time(Duration.ofSeconds(20))));
        FetchSummary summary =
                fetcher.run(UrlList.of(List.of(peer.url("/fine"), peer.url("/hangs"), peer.url("/next"))), sink);
        never.countDown();
        assertThat(fetcher.reached()).contains(JobLimits.Reached.TIME);
        assertThat(summary.isComplete()).isFalse();
        assertThat(summary.counts().ok()).isOne();
        assertThat(summary.counts().skipped()).isEqualTo(2);
        assertThat(fetcher.left()).singleElement().satisfies(left -> {
            assertThat(left.host()).startsWith("127.0.0.1:");
            assertThat(left.urls()).isOne();
        });
        assertThat(time.elapsed()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(26));
    }

    private static FetchOptions obedient(FetchOptions options) {
        return options.politeness(manners -> manners.robots(RobotsUse.OBEY));
    }

    private void robots(String... lines) {
        peer.on("/robots.txt", _ -> Peer.ok(String.join("\n", lines)));
    }

    @Test
    void robots_txt_is_asked_for_once_and_obeyed() throws IOException {
        robots("User-agent: tester", "Disallow: /private");
        fetch(ManneredJobTest::obedient, "/public/1", "/private/1", "/public/2", "/private/2");
        assertThat(asked())
                .startsWith("/robots.txt")
                .containsOnlyOnce("/robots.txt", "/public/1", "/public/2")
                .hasSize(3);
        assertThat(sink.fetched()).hasSize(2);
        assertThat(sink.failed()).hasSize(2).allSatisfy(failed -> {
            assertThat(failed.kind()).isEqualTo("robots_disallowed");
            assertThat(failed.phase()).isEqualTo("robots");
            assertThat(failed.message()).contains("/robots.txt does not allow this to tester");
        });
    }

    @Test
    void this_machine_is_not_asked_for_its_robots_txt_unless_that_is_asked_for() throws IOException {
        fetch(asked -> asked, "/1");
        assertThat(asked()).containsExactly("/1");
    }

    @Test
    void a_robots_txt_that_is_not_there_allows_everything() throws IOException {
        peer.on("/robots.txt", _ -> status("404 Not Found", ""));
        fetch(ManneredJobTest::obedient, "/1");
        assertThat(sink.fetched()).hasSize(1);
    }

    @Test
    void a_robots_txt_that_cannot_be_had_puts_everything_off_until_it_can() throws IOException {
        AtomicInteger tries = new AtomicInteger();
        peer.on("/robots.txt", _ -> tries.incrementAndGet() == 1 ? status("500 Oh", "") : Peer.ok(""));
        fetch(asked -> obedient(asked).retries(retries -> retries.times(1)), "/1");
        assertThat(asked()).containsExactly("/robots.txt", "/robots.txt", "/1");
        assertThat(sink.fetched()).hasSize(1);
    }

    @Test
    void a_robots_txt_that_never_can_be_had_forbids_everything() throws IOException {
        peer.on("/robots.txt", _ -> status("503 Oh", ""));
        fetch(asked -> obedient(asked).retries(retries -> retries.times(1)), "/1");
        assertThat(asked()).containsExactly("/robots.txt", "/robots.txt");
        assertThat(sink.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.kind()).isEqualTo("robots_unavailable");
            assertThat(failed.retries()).isOne();
        });
    }

    @Test
    void a_host_that_is_not_there_has_no_robots_txt_either_and_fails_as_such() throws IOException {
        fetch(asked -> obedient(asked).retries(retries -> retries.times(1)), "http://127.0.0.1:1/");
        assertThat(sink.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.kind()).isEqualTo("connect_failed");
            assertThat(failed.phase()).isEqualTo("connect");
            assertThat(failed.retries()).isOne();
        });
    }

    @Test
    void a_robots_txt_that_breaks_off_says_nothing() throws IOException {
        peer.on("/robots.txt", _ -> Peer.cut());
        fetch(asked -> obedient(asked).retries(retries -> retries.times(0)), "/1");
        assertThat(sink.failed()).extracting(Failed::kind).containsExactly("robots_unavailable");
    }

    @Test
    void a_crawl_delay_is_kept() throws IOException {
        robots("User-agent: *", "Crawl-delay: 20");
        fetch(ManneredJobTest::obedient, "/1", "/2", "/3");
        assertThat(time.elapsed()).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(62));
    }

    @Test
    void a_robots_txt_that_is_longer_than_a_body_may_be_is_read_all_the_same() throws IOException {
        robots("User-agent: *", "#" + "x".repeat(5_000), "Disallow: /no");
        fetch(
                asked -> obedient(asked).session(session -> session.limits(limits -> limits.bodyBytesMax(100))),
                "/no",
                "/yes");
        assertThat(sink.fetched()).hasSize(1);
        assertThat(sink.failed()).extracting(Failed::kind).containsExactly("robots_disallowed");
    }

    @Test
    void many_at_once_ask_for_a_robots_txt_once() throws IOException {
        robots("User-agent: *", "Disallow: /no");
        List<String> pages = new ArrayList<>();
        for (int page = 0; page < 300; page++) {
            pages.add(page % 2 == 0 ? "/no/" + page : "/yes/" + page);
        }
        FetchSummary summary = fetch(ManneredJobTest::obedient, pages.toArray(String[]::new));
        assertThat(summary.counts().ok()).isEqualTo(150);
        assertThat(summary.counts().failed()).isEqualTo(150);
        assertThat(asked()).filteredOn("/robots.txt"::equals).hasSize(1);
    }

    @Test
    void a_page_that_asks_not_to_be_used_is_not_kept_when_that_is_asked_for() throws IOException {
        peer.on("/shy", _ -> Peer.response("200 OK", "X-Robots-Tag: noai\r\n", "mine".getBytes(ISO_8859_1)));
        fetch(asked -> asked.politeness(manners -> manners.optOut(OptOut.OBEY)), "/shy", "/open");
        assertThat(sink.failed())
                .singleElement()
                .satisfies(failed -> assertThat(failed.kind()).isEqualTo("opted_out"));
        assertThat(sink.fetched()).hasSize(1);
    }
}
