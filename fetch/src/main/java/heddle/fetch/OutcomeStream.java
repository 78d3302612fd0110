package heddle.fetch;

import heddle.fetch.account.FetchSummary;
import heddle.fetch.output.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The outcomes of a list in the order in which they come, pulled by the one who uses them, on a coroutine or any
/// other thread. Made by [Fetcher#stream].
///
///     try (var outcomes = Fetcher.create(options).stream(list)) {
///         for (Outcome outcome : outcomes) {
///             ...
///         }
///     }
///
/// Whoever pulls more slowly than URLs are fetched slows the fetching down: a bounded number of outcomes waits,
/// and while it does nothing more is asked for, nor, before long, read from the list. Several may pull at once;
/// each outcome goes to one of them. A list that breaks off, or a sink that cannot be written, is thrown after the
/// last outcome. [Fetcher#stop] ends it with those that there are.
public final class OutcomeStream implements Iterable<Outcome>, AutoCloseable {
    private final Fetcher fetcher;
    private final StreamSink sink;
    private final CompletableFuture<FetchSummary> end = new CompletableFuture<>();
    private volatile boolean isClosed;

    private OutcomeStream(Fetcher fetcher, StreamSink sink) {
        this.fetcher = fetcher;
        this.sink = sink;
    }

    static OutcomeStream of(Fetcher fetcher, Job job, StreamSink sink) {
        OutcomeStream stream = new OutcomeStream(fetcher, sink);
        Thread.ofPlatform().daemon().name("heddle-stream").start(() -> stream.run(job));
        return stream;
    }

    private void run(Job job) {
        try {
            end.complete(job.run());
        } catch (Throwable e) {
            end.completeExceptionally(e);
        } finally {
            sink.end();
        }
    }

    /// The next outcome; empty after the last, and when the stream has been closed. Parks a coroutine and blocks
    /// any other thread until there is one.
    public Optional<Outcome> next() throws IOException {
        Optional<Outcome> outcome = sink.next();
        if (outcome.isEmpty() && !isClosed) {
            throwFailure();
        }
        return outcome;
    }

    private void throwFailure() throws IOException {
        switch (end.handle((_, failure) -> failure).join()) {
            case null -> {}
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    /// Takes outcome after outcome as [#next] does; an `IOException` comes as an [UncheckedIOException].
    @Override
    public Iterator<Outcome> iterator() {
        return new Pulling();
    }

    /// What the whole came to; there when [#next] has said that there is no more, unless it broke off.
    public Optional<FetchSummary> summary() {
        return end.isDone() && !end.isCompletedExceptionally() ? Optional.of(end.join()) : Optional.empty();
    }

    /// Cuts off what is under way, forgets what waits, and returns when nothing is asked for any more and the sink
    /// is closed. An iterator that URLs were [pulled from][heddle.fetch.list.UrlList#pulled] is not touched after
    /// that; it is interrupted, and waited for. Not cut short by interrupts or cancellation; from any thread, any
    /// number of times.
    @Override
    public void close() {
        isClosed = true;
        sink.abandon();
        fetcher.stop(Duration.ZERO);
        var _ = end.handle((_, _) -> true).join();
    }

    private final class Pulling implements Iterator<Outcome> {
        private @Nullable Outcome next;

        @Override
        public boolean hasNext() {
            if (next == null) {
                next = pull();
            }
            return next != null;
        }

        private @Nullable Outcome pull() {
            try {
                return OutcomeStream.this.next().orElse(null);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Outcome next() {
            if (!hasNext()) {
                throw new NoSuchElementException("all outcomes have been pulled");
            }
            Outcome outcome = next;
            next = null;
            return Objects.requireNonNull(outcome);
        }
    }
}
