package heddle.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.Async;
import heddle.async.Promise;
import heddle.async.TaskGroup;
import heddle.fetch.list.Cell;
import heddle.fetch.list.Listed;
import heddle.fetch.list.Particulars;
import heddle.fetch.list.UrlList;
import heddle.fetch.options.StreamOptions;
import heddle.fetch.output.BodySink;
import heddle.fetch.output.Boundary;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.Outcome.Fetched;
import heddle.fetch.output.Outcome.Skipped;
import heddle.fetch.output.OutputException;
import heddle.fetch.output.Sink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Outcomes that are pulled.
class OutcomeStreamTest {
    private static final int WORKERS = 4;
    private static final int WAITING = 3;

    private final FetchOptions options = FetchOptions.defaults().concurrency(WORKERS);
    private final StreamOptions few = StreamOptions.defaults().outcomesMax(WAITING);
    private final CountDownLatch asked = new CountDownLatch(1);
    private final Promise<Boolean> isAsked = new Promise<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private Peer peer;

    @BeforeEach
    void start() throws IOException {
        peer = Peer.start();
        peer.on("/held", _ -> {
            asked.countDown();
            isAsked.complete(true);
            release.await();
            return Peer.ok("held");
        });
    }

    @AfterEach
    void stop() {
        release.countDown();
        peer.close();
    }

    @Test
    void every_outcome_is_pulled_with_its_body() throws IOException {
        List<String> urls = peer.pages(500);
        try (OutcomeStream outcomes = stream(UrlList.pulled(urls.iterator()))) {
            List<Outcome> pulled = drain(outcomes);
            assertThat(pulled).extracting(Outcome::url).containsExactlyInAnyOrderElementsOf(urls);
            assertThat(pulled)
                    .allSatisfy(outcome -> assertThat(text(outcome)).isEqualTo(Peer.page(path(outcome.url()))));
            assertThat(outcomes.next()).isEmpty();
            assertThat(outcomes.summary().orElseThrow().counts().ok()).isEqualTo(500);
        }
    }

    @Test
    void a_body_beyond_the_limit_is_counted_and_not_held() throws IOException {
        peer.on("/ten", _ -> Peer.ok("x".repeat(10)));
        peer.on("/eleven", _ -> Peer.ok("x".repeat(11)));
        UrlList list = UrlList.of(List.of(peer.url("/ten"), peer.url("/eleven")));
        try (OutcomeStream outcomes =
                stream(list, Sink.none(), StreamOptions.defaults().bodyBytesMax(10))) {
            assertThat(drain(outcomes)).allSatisfy(outcome -> {
                boolean isTen = outcome.url().endsWith("/ten");
                assertThat(stored(outcome).bytes()).isEqualTo(isTen ? 10 : 11);
                assertThat(stored(outcome).inMemory().isPresent()).isEqualTo(isTen);
            });
        }
    }

    @Test
    void a_sink_has_each_outcome_first() throws IOException {
        Recorded sink = new Recorded();
        try (OutcomeStream outcomes = stream(UrlList.of(peer.pages(50)), sink, few.withoutBodies())) {
            for (Outcome outcome : outcomes) {
                assertThat(sink.outcomes()).contains(outcome);
                assertThat(stored(outcome).inMemory()).isEmpty();
            }
        }
        assertThat(sink.outcomes()).hasSize(50);
        assertThat(sink.timesClosed()).isOne();
    }

    @Test
    void whoever_does_not_pull_stops_the_fetching_and_the_reading() throws IOException {
        AtomicInteger read = new AtomicInteger();
        Iterator<String> endless = Stream.generate(() -> peer.url("/page/" + read.getAndIncrement()))
                .iterator();
        FetchOptions bounded = options.engine(engine -> engine.unfinishedMax(20));
        try (OutcomeStream outcomes = Fetcher.create(bounded).stream(UrlList.pulled(endless), Sink.none(), few)) {
            for (int pulled = 1; pulled <= 1_000; pulled++) {
                assertThat(outcomes.next()).isPresent();
                assertThat(peer.requests()).hasSizeLessThanOrEqualTo(pulled + WAITING + WORKERS);
                assertThat(read.get()).isLessThanOrEqualTo(pulled + WAITING + 20);
            }
        }
    }

    @Test
    void it_is_pulled_on_coroutines() {
        Async.run(() -> {
            try (OutcomeStream outcomes = stream(UrlList.of(peer.pages(300)))) {
                AtomicInteger pulled = new AtomicInteger();
                TaskGroup.run(group -> IntStream.range(0, 3)
                        .forEach(_ -> group.start(() -> outcomes.forEach(_ -> pulled.incrementAndGet()))));
                assertThat(pulled.get()).isEqualTo(300);
            }
        });
    }

    @Test
    void closing_it_early_cuts_everything_off() throws Exception {
        Recorded sink = new Recorded();
        AtomicInteger closed = new AtomicInteger();
        AtomicInteger read = new AtomicInteger();
        Stream<String> urls = Stream.generate(() -> {
                    read.incrementAndGet();
                    return peer.url("/held");
                })
                .onClose(closed::incrementAndGet);
        Fetcher fetcher = Fetcher.create(options);
        OutcomeStream outcomes = fetcher.stream(UrlList.pulled(urls), sink, few);
        awaitAsked();
        outcomes.close();
        int readThen = read.get();
        assertThat(closed.get()).isOne();
        assertThat(sink.timesClosed()).isOne();
        assertThat(fetcher.statistics().running()).isZero();
        assertThat(outcomes.next()).isEmpty();
        outcomes.close();
        assertThat(read.get()).isEqualTo(readThen);
        assertThat(closed.get()).isOne();
    }

    @Test
    void closing_it_while_nobody_pulls_and_all_wait_returns() throws IOException {
        OutcomeStream outcomes = stream(UrlList.of(peer.pages(1_000)), Sink.none(), few);
        assertThat(outcomes.next()).isPresent();
        outcomes.close();
        assertThat(outcomes.next()).isEmpty();
        assertThat(peer.requests()).hasSizeLessThanOrEqualTo(1 + WAITING + WORKERS);
    }

    @Test
    void an_iterator_that_waits_is_interrupted_when_it_is_closed() throws Exception {
        CountDownLatch isPulled = new CountDownLatch(1);
        CompletableFuture<Boolean> wasInterrupted = new CompletableFuture<>();
        Iterator<String> waiting = Stream.generate(() -> {
                    isPulled.countDown();
                    try {
                        release.await();
                        wasInterrupted.complete(false);
                    } catch (InterruptedException e) {
                        wasInterrupted.complete(true);
                    }
                    return peer.url("/never");
                })
                .iterator();
        try (OutcomeStream _ = stream(UrlList.pulled(waiting))) {
            assertThat(isPulled.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(wasInterrupted).isCompletedWithValue(true);
        assertThat(peer.requests()).isEmpty();
    }

    @Test
    void closing_it_ends_the_wait_of_whoever_pulls() throws Exception {
        OutcomeStream outcomes = stream(UrlList.of(List.of(peer.url("/held"))));
        CompletableFuture<Boolean> isEmpty = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                isEmpty.complete(outcomes.next().isEmpty());
            } catch (Throwable e) {
                isEmpty.completeExceptionally(e);
            }
        });
        awaitAsked();
        outcomes.close();
        assertThat(isEmpty.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_coroutine_that_is_cancelled_while_it_pulls_closes_it_all_the_same() {
        Recorded sink = new Recorded();
        Async.run(() -> TaskGroup.run(group -> {
            var task = group.start(() -> {
                try (OutcomeStream outcomes = stream(UrlList.of(List.of(peer.url("/held"))), sink, few)) {
                    return outcomes.next();
                }
            });
            isAsked.await();
            task.cancel();
            assertThatThrownBy(task::await).isInstanceOf(CancellationException.class);
        }));
        assertThat(sink.timesClosed()).isOne();
    }

    @Test
    void a_stop_brings_what_is_left_as_skipped() throws Exception {
        Fetcher fetcher = Fetcher.create(options);
        List<String> urls = List.of(peer.url("/held"), peer.url("/held"), peer.url("/held"));
        try (OutcomeStream outcomes = fetcher.stream(UrlList.of(urls), Sink.none(), few.outcomesMax(1))) {
            awaitAsked();
            fetcher.stop(Duration.ZERO);
            assertThat(drain(outcomes))
                    .isNotEmpty()
                    .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Skipped.class));
            assertThat(outcomes.summary().orElseThrow().isComplete()).isFalse();
        }
    }

    @Test
    void an_iterator_that_throws_is_thrown_after_what_it_gave() {
        Iterator<String> broken = Stream.concat(peer.pages(100).stream(), Stream.generate(() -> {
                    throw new IllegalStateException("the source is gone");
                }))
                .iterator();
        List<Outcome> pulled = new ArrayList<>();
        try (OutcomeStream outcomes = stream(UrlList.pulled(broken))) {
            assertThatThrownBy(() -> outcomes.forEach(pulled::add))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the source is gone");
            assertThat(outcomes.summary()).isEmpty();
        }
        assertThat(pulled).hasSize(100);
    }

    @Test
    void a_sink_that_cannot_write_is_thrown() {
        Sink full = new Sink() {
            @Override
            public BodySink body(long ordinal, String url) {
                return BodySink.NONE;
            }

            @Override
            public void accept(Outcome outcome) throws OutputException {
                throw new OutputException(Path.of("/full/disk"), new IOException("No space left on device"));
            }

            @Override
            public Boundary boundary() {
                return Boundary.NONE;
            }

            @Override
            public void close() {}
        };
        try (OutcomeStream outcomes = stream(UrlList.of(peer.pages(10)), full, few)) {
            assertThatThrownBy(outcomes::next).isInstanceOf(OutputException.class);
        }
    }

    @Test
    void lines_may_be_requests_and_entries_may_bring_values_along() throws IOException {
        String post = "{\"url\":\"%s\",\"method\":\"POST\",\"body\":\"x=1\"}".formatted(peer.url("/form"));
        try (OutcomeStream outcomes = stream(
                UrlList.pulled(Stream.of("# a comment", "", post, "no url").iterator()))) {
            assertThat(drain(outcomes)).extracting(Outcome::url).containsExactlyInAnyOrder(peer.url("/form"), "no url");
        }
        assertThat(peer.requests())
                .singleElement()
                .satisfies(head -> assertThat(head).startsWith("POST /form "));
        Listed row = new Listed(peer.url("/page/7"), Particulars.of(List.of(Cell.text("key", "seven"))));
        try (OutcomeStream outcomes = stream(UrlList.pulledEntries(List.of(row).iterator()))) {
            assertThat(drain(outcomes))
                    .singleElement()
                    .satisfies(
                            outcome -> assertThat(outcome.listed().particulars().cells())
                                    .containsExactly(Cell.text("key", "seven")));
        }
    }

    @Test
    void options_must_be_limits() {
        assertThatThrownBy(() -> few.outcomesMax(0)).hasMessageContaining("outcomesMax is 0");
        assertThatThrownBy(() -> few.bodyBytesMax(-1)).hasMessageContaining("bodyBytesMax is -1");
        assertThatThrownBy(() -> few.bodyBytesMax(1L << 31)).hasMessageContaining("below 2 GiB");
        assertThatThrownBy(() -> options.engine(engine -> engine.unfinishedMax(0)))
                .hasMessageContaining("unfinishedMax is 0");
    }

    private OutcomeStream stream(UrlList list) {
        return Fetcher.create(options).stream(list);
    }

    private OutcomeStream stream(UrlList list, Sink first, StreamOptions waiting) {
        return Fetcher.create(options).stream(list, first, waiting);
    }

    private void awaitAsked() throws InterruptedException {
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private static List<Outcome> drain(OutcomeStream outcomes) {
        List<Outcome> all = new ArrayList<>();
        outcomes.forEach(all::add);
        return all;
    }

    private static Outcome.Stored stored(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Fetched.class);
        return ((Fetched) outcome).body();
    }

    private static String text(Outcome outcome) {
        return new String(stored(outcome).inMemory().orElseThrow(), StandardCharsets.UTF_8);
    }

    private static String path(String url) {
        return url.substring(url.indexOf("/page/"));
    }
}
