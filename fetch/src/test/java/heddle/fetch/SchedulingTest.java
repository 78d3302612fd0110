package heddle.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.fetch.account.FetchSummary;
import heddle.fetch.list.LinesAgain;
import heddle.fetch.list.ListLine;
import heddle.fetch.list.UrlLines;
import heddle.fetch.list.UrlList;
import heddle.fetch.options.HostKey;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.Sink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is asked when, and how much is read ahead.
@Isolated
class SchedulingTest {
    private Peer peer;
    private Peer other;

    @BeforeEach
    void start() throws IOException {
        peer = Peer.start();
        other = Peer.start();
    }

    @AfterEach
    void stop() {
        peer.close();
        other.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_host_is_asked_for_exactly_as_many_at_once_as_it_may(int loops) throws IOException {
        Gauge gauge = new Gauge(3);
        FetchSummary summary = fetch(FetchOptions.defaults().hostConcurrency(3).loops(loops), gauge.urls(peer, 30));
        assertThat(gauge.peak.get()).isEqualTo(3);
        assertThat(summary.counts().ok()).isEqualTo(30);
        assertThat(gauge.failures.get()).as("three met each time").isZero();
    }

    @Test
    void this_machine_has_no_limit_of_its_own() throws IOException {
        Gauge gauge = new Gauge(40);
        fetch(FetchOptions.defaults().concurrency(40), gauge.urls(peer, 80));
        assertThat(gauge.peak.get()).isEqualTo(40);
        assertThat(gauge.failures.get()).isZero();
    }

    @Test
    void all_hosts_together_stay_within_the_total() throws IOException {
        Gauge gauge = new Gauge(6);
        List<String> urls = new ArrayList<>(gauge.urls(peer, 30));
        urls.addAll(gauge.urls(other, 30));
        fetch(FetchOptions.defaults().concurrency(6).hostConcurrency(5), urls);
        assertThat(gauge.peak.get()).isEqualTo(6);
    }

    @Test
    void by_its_address_a_machine_is_one_host_whatever_its_names_and_ports() throws IOException {
        Gauge gauge = new Gauge(2);
        List<String> urls = new ArrayList<>(gauge.urls(peer, 30));
        gauge.urls(other, 30).forEach(url -> urls.add(url.replace("127.0.0.1", "localhost")));
        FetchSummary summary = fetch(
                FetchOptions.defaults().hostConcurrency(2).politeness(manners -> manners.hostKey(HostKey.IP)), urls);
        assertThat(summary.hosts().hosts()).isEqualTo(1);
        assertThat(summary.counts().ok()).isEqualTo(60);
        assertThat(gauge.peak.get()).isEqualTo(2);
    }

    @Test
    void by_its_domain_a_site_is_one_host_whatever_its_machines_are_called() throws IOException {
        Gauge gauge = new Gauge(2);
        List<String> urls = new ArrayList<>();
        gauge.urls(peer, 30).forEach(url -> urls.add(url.replace("127.0.0.1", "www.site.localhost")));
        gauge.urls(other, 30).forEach(url -> urls.add(url.replace("127.0.0.1", "img.cdn.site.localhost")));
        FetchSummary summary = fetch(
                FetchOptions.defaults().hostConcurrency(2).politeness(manners -> manners.hostKey(HostKey.DOMAIN)),
                urls);
        assertThat(summary.hosts().hosts()).isEqualTo(1);
        assertThat(summary.counts().ok()).isEqualTo(60);
        assertThat(gauge.peak.get()).isEqualTo(2);
    }

    /// Of whose URLs a few wait with their text, and the others by their place in the list.
    @Test
    void a_busy_host_first_in_the_list_keeps_nobody_else_waiting() throws IOException {
        CountDownLatch otherServed = new CountDownLatch(1);
        List<String> urls = new ArrayList<>(peer.pages(5_000));
        for (String url : urls.subList(0, 2)) {
            peer.on(url.substring(url.indexOf("/page")), _ -> {
                assertThat(otherServed.await(20, TimeUnit.SECONDS)).isTrue();
                return Peer.ok("held");
            });
        }
        other.on("/last", _ -> {
            otherServed.countDown();
            return Peer.ok("served");
        });
        urls.add(other.url("/last"));
        FetchSummary summary = fetch(FetchOptions.defaults().hostConcurrency(2).readAhead(100), urls);
        assertThat(otherServed.getCount()).isZero();
        assertThat(summary.counts().ok()).isEqualTo(5_001);
        assertThat(peer.requests()).hasSize(5_000);
    }

    /// The answer comes a while after the time of the other host has.
    @Test
    void a_host_whose_time_comes_while_all_workers_are_busy_holds_nobody_up() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        peer.on("/late", _ -> {
            assertThat(never.await(300, TimeUnit.MILLISECONDS)).isFalse();
            return Peer.ok("late");
        });
        FetchOptions options = FetchOptions.defaults()
                .concurrency(1)
                .politeness(manners -> manners.hostInterval(Duration.ofMillis(30)));
        FetchSummary summary =
                fetch(options, List.of(other.url("/1"), other.url("/2"), peer.url("/late"), other.url("/3")));
        assertThat(summary.counts().ok()).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource
    void what_waits_without_its_text_is_fetched_once_all_the_same(Given given, @TempDir Path folder)
            throws IOException {
        List<String> urls = new ArrayList<>();
        for (int page = 0; page < 1_000; page++) {
            urls.add((page % 3 == 0 ? other : peer).url("/page/" + page));
        }
        Recorded sink = new Recorded();
        FetchOptions options =
                FetchOptions.defaults().readAhead(20).hostConcurrency(3).loops(2);
        FetchSummary summary = Fetcher.create(options).run(given.list(urls, folder), sink);
        assertThat(summary.isComplete()).isTrue();
        assertThat(sink.urls()).containsExactlyInAnyOrderElementsOf(urls);
        assertThat(sink.fetched())
                .allSatisfy(fetched -> assertThat(fetched.url())
                        .isEqualTo(fetched.exchange().url().href()));
    }

    /// Where a list comes from.
    enum Given {
        WORDS,
        FILE,
        STREAM,
        BOTH;

        UrlList list(List<String> urls, Path folder) throws IOException {
            byte[] lines = String.join("\n", urls).getBytes(StandardCharsets.UTF_8);
            return switch (this) {
                case WORDS -> UrlList.of(urls);
                case FILE -> UrlList.file(Files.write(folder.resolve("list"), lines));
                case STREAM -> UrlList.stream("list", new ByteArrayInputStream(lines));
                case BOTH ->
                    UrlList.concat(
                            List.of(UrlList.of(urls.subList(0, 300)), FILE.list(urls.subList(300, 1_000), folder)));
            };
        }
    }

    @Test
    void a_list_that_changes_while_it_waits_is_an_error(@TempDir Path folder) throws IOException {
        List<String> urls = peer.pages(1_000);
        Path list = Files.write(folder.resolve("list"), urls);
        peer.on("/page/5", _ -> {
            Files.writeString(list, "http://somewhere.else/");
            return Peer.ok("changed");
        });
        FetchOptions options = FetchOptions.defaults().readAhead(20).hostConcurrency(1);
        assertThatThrownBy(() -> Fetcher.create(options).run(UrlList.file(list), Sink.none()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the list was changed");
    }

    @Test
    void what_waits_without_its_text_is_skipped_with_it_when_the_job_is_stopped() throws Exception {
        List<String> urls = peer.pages(1_000);
        AtomicReference<Fetcher> fetcher = new AtomicReference<>();
        peer.on("/page/3", _ -> {
            fetcher.get().stop(Duration.ofSeconds(20));
            return Peer.ok("the last one");
        });
        fetcher.set(Fetcher.create(FetchOptions.defaults().readAhead(20).hostConcurrency(1)));
        Recorded sink = new Recorded();
        FetchSummary summary = fetcher.get().run(UrlList.of(urls), sink);
        assertThat(summary.counts().ok()).isEqualTo(4);
        assertThat(sink.urls()).doesNotHaveDuplicates();
        assertThat(sink.outcomes().stream().filter(Outcome.Skipped.class::isInstance))
                .hasSize((int) summary.counts().skipped());
        assertThat(summary.counts().skipped()).isGreaterThan(100);
    }

    @Test
    void hosts_take_turns() throws IOException {
        List<String> urls = new ArrayList<>(peer.pages(64));
        urls.addAll(other.pages(8));
        Recorded sink = new Recorded();
        Fetcher.create(FetchOptions.defaults().concurrency(1)).run(UrlList.of(urls), sink);
        List<String> lastOfOther = sink.urls().subList(0, 40).stream()
                .filter(url -> url.startsWith(other.url("/")))
                .toList();
        assertThat(lastOfOther)
                .as("the second host is done long before the first")
                .hasSize(8);
    }

    @Test
    void an_endless_list_is_read_no_further_ahead_than_allowed() throws Exception {
        AtomicLong read = new AtomicLong();
        CountDownLatch hold = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        peer.on("/endless", _ -> {
            asked.countDown();
            hold.await();
            return Peer.ok("x");
        });
        Fetcher fetcher = Fetcher.create(FetchOptions.defaults().concurrency(1).readAhead(1_000));
        Thread job = Thread.ofPlatform().start(() -> runQuietly(fetcher, endless(peer.url("/endless"), read)));
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        while (!isBlocked("heddle-list")) {
            Thread.onSpinWait();
        }
        assertThat(read.get()).isBetween(900L, 1_200L);
        fetcher.stop(Duration.ZERO);
        hold.countDown();
        job.join();
        assertThat(fetcher.statistics().urls()).isLessThan(1_200);
    }

    @Test
    void a_list_of_hosts_that_never_wait_is_read_once() throws IOException {
        AtomicLong readAgain = new AtomicLong();
        UrlList list = countingWhatIsReadAgain(UrlList.of(peer.pages(5_000)), readAgain);
        FetchSummary summary =
                Fetcher.create(FetchOptions.defaults().readAhead(500)).run(list, Sink.none());
        assertThat(summary.counts().ok()).isEqualTo(5_000);
        assertThat(readAgain).hasValue(0);
    }

    private static UrlList countingWhatIsReadAgain(UrlList list, AtomicLong times) {
        return new UrlList() {
            @Override
            public UrlLines open() throws IOException {
                return list.open();
            }

            @Override
            public Optional<LinesAgain> again() {
                LinesAgain again = list.again().orElseThrow();
                return Optional.of(new LinesAgain() {
                    @Override
                    public UrlLines from(long position, long bytes) throws IOException {
                        times.incrementAndGet();
                        return again.from(position, bytes);
                    }

                    @Override
                    public void close() throws IOException {
                        again.close();
                    }
                });
            }
        };
    }

    private static boolean isBlocked(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals(name) && thread.getState() == Thread.State.WAITING);
    }

    private static UrlList endless(String url, AtomicLong read) {
        return () -> new UrlLines() {
            @Override
            public Optional<ListLine> next() {
                return Optional.of(new ListLine.Entry(read.incrementAndGet(), url));
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void close() {}
        };
    }

    private static void runQuietly(Fetcher fetcher, UrlList list) {
        try {
            fetcher.run(list, Sink.none());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FetchSummary fetch(FetchOptions options, List<String> urls) throws IOException {
        return Fetcher.create(options).run(UrlList.of(urls), Sink.none());
    }

    /// Pages whose answers wait until so many are asked for at once, and that count how many were at most.
    private static final class Gauge {
        private final CyclicBarrier meeting;
        private final AtomicInteger active = new AtomicInteger();
        final AtomicInteger peak = new AtomicInteger();
        final AtomicInteger failures = new AtomicInteger();

        Gauge(int parties) {
            meeting = new CyclicBarrier(parties);
        }

        List<String> urls(Peer peer, int count) {
            List<String> urls = peer.pages(count);
            urls.forEach(url -> peer.on(url.substring(url.indexOf("/page")), _ -> meet()));
            return urls;
        }

        private byte[] meet() {
            peak.accumulateAndGet(active.incrementAndGet(), Math::max);
            try {
                meeting.await(20, TimeUnit.SECONDS);
            } catch (Exception e) {
                failures.incrementAndGet();
            }
            active.decrementAndGet();
            return Peer.ok("met");
        }
    }
}
