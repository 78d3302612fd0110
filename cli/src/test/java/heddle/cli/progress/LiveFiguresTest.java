package heddle.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import heddle.cli.report.Figures;
import heddle.cli.report.Paint;
import heddle.fetch.FetchOptions;
import heddle.fetch.Fetcher;
import heddle.fetch.account.FetchStatistics;
import heddle.fetch.account.HostAccount;
import heddle.fetch.account.Tail;
import heddle.fetch.account.TimeText;
import heddle.fetch.list.UrlList;
import heddle.fetch.options.Statuses;
import heddle.fetch.output.BodySink;
import heddle.fetch.output.Boundary;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.Sink;
import heddle.http.Status;
import heddle.server.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every figure of the live view, while a fetch runs, is that of the logs by then: what the hosts were asked for and
/// have answered, and which outcomes there are. The hosts hold their answers, so that nothing moves while it is looked
/// at; one more host is not there.
class LiveFiguresTest {
    private static final String NOBODY = "127.0.0.1:1";
    private static final int AT_ONCE = 3;

    /// URLs of each host.
    private static final List<Integer> SIZES = List.of(1, 2, 5, 4, 3);

    /// From the third failure on a host is parked.
    private static final int TRIES_UNTIL_PARKED = 3;

    private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private final CountDownLatch isParked = new CountDownLatch(1);
    private final Map<String, Integer> refused = new HashMap<>();
    private final Map<String, Integer> answered = new HashMap<>();
    private long bytes;
    private Optional<Look> before = Optional.empty();

    private final Fetcher fetcher = Fetcher.create(FetchOptions.defaults()
            .concurrency(AT_ONCE)
            .hostConcurrency(1)
            .content(content -> content.statuses(Statuses.parse("200")))
            .retries(retries -> retries.times(9).delay(Duration.ofMillis(1))));
    private HeldOrigin origin;
    private CompletableFuture<Void> run;

    /// A fetch of which the host that is not there is parked, and as many requests as may be are held.
    @BeforeEach
    void begin() throws Exception {
        origin = new HeldOrigin(SIZES.size());
        Stream<String> pages = IntStream.range(0, SIZES.size())
                .boxed()
                .flatMap(host -> IntStream.range(0, SIZES.get(host))
                        .mapToObj(page -> "http://" + origin.hosts().get(host) + "/" + page));
        Stream<String> list = Stream.concat(Stream.of("http://" + NOBODY + "/"), pages.peek(_ -> awaitParked()));
        run = CompletableFuture.runAsync(() -> {
            try {
                fetcher.run(UrlList.pulled(list), new Noted());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        awaitThat("the host that is not there is parked", () -> now().hosts().parked() == 1);
        isParked.countDown();
        for (int i = 0; i < AT_ONCE; i++) {
            origin.awaitRequest();
        }
        awaitThat("the list is read", () -> now().isListRead() && now().urls() == all());
    }

    private void awaitParked() {
        try {
            assertThat(isParked.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void end() {
        fetcher.stop(Duration.ZERO);
        origin.close();
        run.join();
    }

    private final class Noted implements Sink {
        @Override
        public BodySink body(long ordinal, String url) {
            return BodySink.NONE;
        }

        @Override
        public void accept(Outcome outcome) {
            outcomes.add(outcome);
        }

        @Override
        public Boundary boundary() {
            return Boundary.NONE;
        }

        @Override
        public void close() {}
    }

    /// What was seen, and by the logs was so, at a time of the test's own clock.
    private record Look(FetchStatistics now, int done, long bytes, long fromNanos, long untilNanos) {
        Duration since(Look earlier) {
            return now.elapsed().minus(earlier.now.elapsed());
        }
    }

    private Look look() {
        long fromNanos = System.nanoTime();
        return new Look(now(), sum(answered), bytes, fromNanos, System.nanoTime());
    }

    private FetchStatistics now() {
        return fetcher.statistics();
    }

    private static int all() {
        return 1 + SIZES.stream().mapToInt(Integer::intValue).sum();
    }

    private static void awaitThat(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("%s within a minute", what).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void every_figure_is_found_in_the_logs_after_each_answer() throws Exception {
        assertFigures();
        for (int answers = 1; origin.held() > 0; answers++) {
            answer(answers);
            while (origin.held() < busy()) {
                origin.awaitRequest();
            }
            int done = answers;
            awaitThat("the outcome is counted", () -> now().counts().total() == done && now().running() == busy());
            assertFigures();
        }
        assertThat(outcomes).hasSize(all() - 1);
        assertThat(now().hosts()).isEqualTo(new FetchStatistics.Hosts(1, 0, 1));
    }

    /// Every third answer is one that is not wanted.
    private void answer(int number) {
        boolean isWanted = number % 3 != 0;
        byte[] body = new byte[1000 * number];
        Reply reply = isWanted ? Reply.bytes("application/octet-stream", body) : Reply.empty(Status.NOT_FOUND);
        String host = origin.answer(reply);
        answered.merge(host, 1, Integer::sum);
        refused.merge(host, isWanted ? 0 : 1, Integer::sum);
        bytes += isWanted ? body.length : 0;
    }

    /// Hosts with a request under way, once what can be begun has been.
    private int busy() {
        return (int) Math.min(AT_ONCE, unfinished().count());
    }

    private Stream<String> unfinished() {
        return IntStream.range(0, SIZES.size())
                .filter(host -> count(answered, origin.hosts().get(host)) < SIZES.get(host))
                .mapToObj(origin.hosts()::get);
    }

    /// Hosts of which something waits, and nothing is under way.
    private int ready() {
        return (int) unfinished().filter(host -> !origin.holds(host)).count();
    }

    private void assertFigures() {
        before.ifPresent(LiveFiguresTest::awaitAMillisecondAfter);
        Look look = look();
        FetchStatistics now = look.now;
        int done = look.done;
        int failed = sum(refused);
        assertThat(now.running()).as("in flight").isEqualTo(origin.held());
        assertThat(now.hosts())
                .isEqualTo(new FetchStatistics.Hosts((int) unfinished().count() + 1, ready(), 1));
        assertThat(now.counts()).isEqualTo(new FetchStatistics.Counts(done - failed, failed, 0, 0));
        assertThat(now.retries()).isEqualTo(TRIES_UNTIL_PARKED);
        assertThat(now.bytes()).isEqualTo(bytes);
        assertTimes(now);
        assertWorst(now);
        assertThat(fetcher.tail()).get().satisfies(tail -> {
            assertThat(tail.host()).isEqualTo(NOBODY);
            assertThat(tail.urls()).isEqualTo(1);
            assertThat(tail.time()).isLessThanOrEqualTo(Duration.ofMinutes(5));
        });
        assertShown(now, done, failed);
        before.ifPresent(earlier -> assertRates(earlier, look));
        before = Optional.of(look);
    }

    /// No rate is told of less.
    private static void awaitAMillisecondAfter(Look earlier) {
        awaitThat("a millisecond is over", () -> System.nanoTime() - earlier.untilNanos > 1_000_000);
    }

    /// They are what has come between two looks, by the time between these.
    private void assertRates(Look earlier, Look look) {
        long nanos = look.since(earlier).toNanos();
        assertThat(nanos).isBetween(look.fromNanos - earlier.untilNanos, look.untilNanos - earlier.fromNanos);
        double urls = (look.done - earlier.done) / (nanos / 1e9);
        double read = (look.bytes - earlier.bytes) / (nanos / 1e9);
        double mean = look.done / (look.now.elapsed().toNanos() / 1e9);
        var recent = new Recent();
        recent.add(earlier.now);
        recent.add(look.now);
        var moment = new Moment(look.now, recent.urlsPerSecond(), recent.bytesPerSecond(), fetcher.tail());
        assertThat(String.join("\n", new LiveView(Paint.NONE).lines(moment, new WindowSize(200, 24))))
                .contains(Figures.format("\n%s now, %s mean ", perSecond(urls), perSecond(mean)))
                .contains(Figures.format(" MB, %,.1f MB/s ", read / 1e6));
        assertThat(JsonText.of(moment))
                .contains("\"urls_per_s_now\":" + Math.round(urls * 10) / 10.0 + ",")
                .contains("\"urls_per_s\":" + Math.round(mean * 10) / 10.0 + ",")
                .contains("\"bytes_per_s_now\":" + Math.round(read) + ",");
    }

    private static String perSecond(double rate) {
        return Figures.format(rate < 10 ? "%.1f/s" : "%,.0f/s", rate);
    }

    /// By the nearest rank, to three significant digits.
    private void assertTimes(FetchStatistics now) {
        double[] times = outcomes.stream()
                .filter(Outcome.Fetched.class::isInstance)
                .mapToDouble(outcome ->
                        ((Outcome.Fetched) outcome).exchange().timings().total().toNanos() / 1e9)
                .sorted()
                .toArray();
        Map<Integer, Double> told = Map.of(
                50, now.times().p50(),
                90, now.times().p90(),
                95, now.times().p95(),
                99, now.times().p99(),
                100, now.times().max());
        told.forEach((percentile, value) -> {
            double exact = times.length == 0 ? 0 : times[(percentile * times.length + 99) / 100 - 1];
            assertThat(value).as("p%s", percentile).isCloseTo(exact, within(exact / 500 + 2e-6));
        });
    }

    private void assertWorst(FetchStatistics now) {
        assertThat(now.worst()).isSortedAccordingTo(HostAccount.WORST_FIRST).allSatisfy(host -> {
            assertThat(host.failed()).isEqualTo(count(refused, host.host()));
            assertThat(host.urls()).isEqualTo(count(answered, host.host()));
        });
        assertThat(now.worst().stream().mapToLong(HostAccount::failed).sum()).isEqualTo(sum(refused));
    }

    private static long count(Map<String, Integer> log, String host) {
        return log.getOrDefault(host, 0);
    }

    private static int sum(Map<String, Integer> log) {
        return log.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// What is drawn has these figures, and no others.
    private void assertShown(FetchStatistics now, int done, int failed) {
        var moment = new Moment(now, 0, 0, fetcher.tail());
        String drawn = String.join("\n", new LiveView(Paint.NONE).lines(moment, new WindowSize(200, 24)));
        assertThat(drawn)
                .startsWith(Figures.format("%d of %d ", done, all()))
                .contains(Figures.format(" %d %%   ETA ", 100 * done / all()))
                .contains(Figures.format("%.1f MB, ", bytes / 1e6))
                .contains(Figures.format("\n%d in flight ", origin.held()))
                .contains(Figures.format(
                        " %d %s, %d ready, 1 parked ",
                        unfinished().count() + 1, unfinished().count() == 0 ? "host" : "hosts", ready()))
                .contains(" " + TRIES_UNTIL_PARKED + " retries\n")
                .contains(Figures.format("\n%d failed", failed))
                .contains(Figures.format(
                        "p50 %.3f s, p90 %.3f s", now.times().p50(), now.times().p90()))
                .contains("\nlongest: " + NOBODY + ": 1 left, ");
        assertThat(moment.eta())
                .as("by the host that waits longest")
                .isEqualTo(moment.tail().map(Tail::time));
        refused.forEach((host, count) -> {
            if (count > 0 && failed == count) {
                assertThat(drawn).contains(Figures.format("%s: %d of %d failed", host, count, count(answered, host)));
            }
        });
        assertThat(drawn).contains("ETA " + TimeText.of(moment.eta().orElseThrow()));
    }
}
