package heddle.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.task.CancelledException;
import heddle.fetch.account.FetchSummary;
import heddle.fetch.list.ListLine;
import heddle.fetch.list.UrlLines;
import heddle.fetch.list.UrlList;
import heddle.fetch.options.JobLimits;
import heddle.fetch.output.BodySink;
import heddle.fetch.output.Boundary;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.Outcome.Skipped;
import heddle.fetch.output.OutputException;
import heddle.fetch.output.Sink;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How a job ends before its list does.
class StoppingTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Recorded sink = new Recorded();
    private final CountDownLatch asked = new CountDownLatch(4);
    private final CountDownLatch release = new CountDownLatch(1);
    private Peer peer;
    private List<String> urls;

    @BeforeEach
    void start() throws IOException {
        peer = Peer.start();
        urls = peer.pages(100);
        for (String url : urls) {
            peer.on(url.substring(url.indexOf("/page")), _ -> {
                asked.countDown();
                release.await();
                return Peer.ok("held");
            });
        }
    }

    @AfterEach
    void stop() {
        release.countDown();
        peer.close();
    }

    @Test
    void what_is_in_flight_finishes_and_what_waits_is_skipped() throws Exception {
        Fetcher fetcher = Fetcher.create(FetchOptions.defaults().concurrency(4));
        CompletableFuture<FetchSummary> job = inBackground(fetcher, UrlList.of(urls), sink);
        awaitAsked();
        awaitRead(fetcher);
        assertThat(fetcher.statistics().running()).isEqualTo(4);
        fetcher.stop(LONG);
        release.countDown();
        FetchSummary summary = job.get(20, TimeUnit.SECONDS);
        assertThat(summary.counts().ok()).isEqualTo(4);
        assertThat(summary.counts().skipped()).isEqualTo(96);
        assertThat(summary.isComplete()).isFalse();
        assertThat(sink.urls()).containsExactlyInAnyOrderElementsOf(urls);
        assertThat(sink.timesClosed()).isOne();
        assertThat(fetcher.statistics().urls()).isEqualTo(100);
    }

    @Test
    void what_does_not_finish_within_the_grace_is_cut_off() throws Exception {
        Fetcher fetcher = Fetcher.create(FetchOptions.defaults().concurrency(4));
        CompletableFuture<FetchSummary> job = inBackground(fetcher, UrlList.of(urls), sink);
        awaitAsked();
        awaitRead(fetcher);
        fetcher.stop(LONG);
        fetcher.stop(Duration.ofMillis(10));
        FetchSummary summary = job.get(20, TimeUnit.SECONDS);
        assertThat(summary.counts().skipped()).isEqualTo(100);
        assertThat(sink.outcomes())
                .allSatisfy(outcome -> assertThat(outcome).isEqualTo(new Skipped(outcome.url(), "stopped")));
        assertThat(sink.urls()).containsExactlyInAnyOrderElementsOf(urls);
    }

    @Test
    void a_reader_that_waits_for_input_keeps_nobody_from_stopping() throws Exception {
        PipedOutputStream silent = new PipedOutputStream();
        Fetcher fetcher = Fetcher.create(FetchOptions.defaults());
        UrlList list = UrlList.concat(
                List.of(UrlList.of(urls.subList(0, 4)), UrlList.stream("pipe", new PipedInputStream(silent))));
        CompletableFuture<FetchSummary> job = inBackground(fetcher, list, sink);
        awaitAsked();
        fetcher.stop(LONG);
        release.countDown();
        assertThat(job.get(20, TimeUnit.SECONDS).counts().ok()).isEqualTo(4);
        silent.close();
    }

    /// The reading thread is late: it learns of the end of the list only when all is done, and the job stopped.
    @Test
    void a_limit_that_is_reached_with_the_last_url_leaves_nothing() throws Exception {
        release.countDown();
        Fetcher fetcher = Fetcher.create(FetchOptions.defaults().limits(limits -> limits.bytes(1)));
        FetchSummary summary = inBackground(fetcher, new LateEnd(urls.subList(0, 1), false), sink)
                .get(20, TimeUnit.SECONDS);
        assertThat(fetcher.reached()).contains(JobLimits.Reached.SIZE);
        assertThat(summary.counts().ok()).isOne();
        assertThat(summary.isComplete()).isTrue();
    }

    @Test
    void what_was_read_and_not_handed_on_yet_is_skipped() throws Exception {
        Fetcher fetcher = Fetcher.create(FetchOptions.defaults().concurrency(4));
        List<String> read = urls.subList(0, Intake.BATCH + 2);
        CompletableFuture<FetchSummary> job = inBackground(fetcher, new LateEnd(read, true), sink);
        awaitAsked();
        fetcher.stop(LONG);
        release.countDown();
        FetchSummary summary = job.get(20, TimeUnit.SECONDS);
        assertThat(summary.counts().ok()).isEqualTo(4);
        assertThat(summary.isComplete()).isFalse();
        assertThat(sink.urls()).containsExactlyInAnyOrderElementsOf(read);
    }

    @Test
    void a_job_that_is_stopped_before_it_starts_does_nothing() throws IOException {
        Fetcher fetcher = Fetcher.create(FetchOptions.defaults());
        fetcher.stop(Duration.ZERO);
        FetchSummary summary = fetcher.run(UrlList.of(urls), sink);
        assertThat(summary.counts().ok()).isZero();
        assertThat(summary.isComplete()).isFalse();
        assertThat(peer.requests()).isEmpty();
        assertThat(sink.timesClosed()).isOne();
    }

    @Test
    void stopping_a_job_that_has_ended_does_nothing() throws IOException {
        Fetcher fetcher = Fetcher.create(FetchOptions.defaults());
        release.countDown();
        assertThat(fetcher.run(UrlList.of(urls), sink).isComplete()).isTrue();
        fetcher.stop(Duration.ZERO);
        assertThat(fetcher.statistics().counts().ok()).isEqualTo(100);
    }

    @Test
    void an_interrupt_cuts_everything_off_and_closes_the_sink() throws Exception {
        Fetcher fetcher = Fetcher.create(FetchOptions.defaults().concurrency(4));
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread job = Thread.ofPlatform().start(() -> {
            try {
                fetcher.run(UrlList.of(urls), sink);
            } catch (Throwable e) {
                thrown.complete(e);
            }
        });
        awaitAsked();
        job.interrupt();
        assertThat(thrown.get(20, TimeUnit.SECONDS)).isInstanceOf(CancelledException.class);
        assertThat(sink.timesClosed()).isOne();
    }

    @Test
    void a_sink_that_cannot_write_ends_the_job_with_the_path() {
        release.countDown();
        AtomicInteger accepted = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        Sink full = new Sink() {
            @Override
            public BodySink body(long ordinal, String url) {
                return BodySink.NONE;
            }

            @Override
            public void accept(Outcome outcome) throws OutputException {
                if (accepted.incrementAndGet() == 10) {
                    throw new OutputException(Path.of("/full/disk"), new IOException("No space left on device"));
                }
            }

            @Override
            public Boundary boundary() {
                return Boundary.NONE;
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
        Fetcher fetcher = Fetcher.create(FetchOptions.defaults().concurrency(4));
        assertThatThrownBy(() -> fetcher.run(UrlList.of(urls), full))
                .isInstanceOfSatisfying(
                        OutputException.class, e -> assertThat(e.path()).isEqualTo(Path.of("/full/disk")))
                .hasMessage("cannot write /full/disk: No space left on device");
        assertThat(closed.get()).isOne();
        assertThat(peer.requests()).hasSizeLessThan(40);
    }

    /// A list that tells its end only to a reader that is interrupted.
    ///
    /// @param isReady what it says while there are lines
    private record LateEnd(List<String> urls, boolean isReady) implements UrlList {
        @Override
        public UrlLines open() {
            Iterator<String> left = urls.iterator();
            return new UrlLines() {
                @Override
                public Optional<ListLine> next() {
                    while (!left.hasNext() && !Thread.currentThread().isInterrupted()) {
                        LockSupport.park(this);
                    }
                    return left.hasNext() ? Optional.of(new ListLine.Entry(1, left.next())) : Optional.empty();
                }

                @Override
                public boolean isReady() {
                    return isReady;
                }

                @Override
                public void close() {}
            };
        }
    }

    private void awaitAsked() throws InterruptedException {
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
    }

    /// Until the list was read: what was not when a job is stopped is not skipped either.
    private void awaitRead(Fetcher fetcher) {
        long endNanos = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (fetcher.statistics().urls() < urls.size() && System.nanoTime() < endNanos) {
            Thread.onSpinWait();
        }
    }

    private static CompletableFuture<FetchSummary> inBackground(Fetcher fetcher, UrlList list, Sink sink) {
        CompletableFuture<FetchSummary> result = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                result.complete(fetcher.run(list, sink));
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }
}
