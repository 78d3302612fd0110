package heddle.fetch;

import heddle.async.Async;
import heddle.async.Loops;
import heddle.async.Promise;
import heddle.async.TaskGroup;
import heddle.async.task.Task;
import heddle.client.ClientSession;
import heddle.fetch.FetchSummary.Cost;
import heddle.fetch.Lane.Sums;
import heddle.fetch.list.UrlList;
import heddle.fetch.measure.ProcStatus;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.Outcome.Skipped;
import heddle.fetch.output.OutputException;
import heddle.fetch.output.Sink;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One list being fetched: a thread that reads it, a lane on each loop, and the order in which they start and end.
final class Job {
    private final long startNanos = System.nanoTime();
    private final Optional<Duration> cpuAtStart = cpu();
    private final Sink sink;
    private final Loops loops;
    private final ClientSession session;
    private final Exchanges exchanges;
    private final List<Lane> lanes = new ArrayList<>();
    private final Thread reader;

    /// Brings whether the list was read to its end.
    private final Promise<Boolean> listEnd = new Promise<>();

    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile @Nullable IOException listFailure;
    private final ReentrantLock ending = new ReentrantLock();
    private boolean isEnded;

    Job(FetchOptions options, UrlList list, Sink sink) {
        this.sink = sink;
        loops = Loops.open(options.loops());
        session = ClientSession.open(_ -> options.session());
        exchanges = new Exchanges(session, sink);
        for (int lane = 0; lane < options.loops(); lane++) {
            lanes.add(new Lane(options.laneLimits(lane), this::fetch));
        }
        Intake intake = new Intake(list, lanes, this::record);
        reader = Thread.ofPlatform().daemon().name("heddle-list").unstarted(() -> read(intake));
    }

    /// Fetches everything. Blocks.
    FetchSummary run() throws IOException {
        try (sink;
                loops;
                session;
                Closeable _ = this::end) {
            List<Task<Boolean>> running = new ArrayList<>();
            for (int lane = 0; lane < lanes.size(); lane++) {
                Lane here = lanes.get(lane);
                running.add(loops.submit(lane, () -> drain(here)));
            }
            reader.start();
            running.forEach(Task::await);
        }
        throwFailure();
        return summary();
    }

    /// Runs a lane's workers until the list has ended and they have. On the lane's loop.
    private boolean drain(Lane lane) {
        TaskGroup.run(workers -> {
            lane.open(workers);
            var _ = listEnd.await();
        });
        for (Entry left : lane.leftovers()) {
            lane.count(recorded(new Skipped(left.line(), "stopped")));
        }
        return true;
    }

    private Outcome fetch(Entry entry) {
        try {
            return recorded(exchanges.fetch(entry));
        } catch (OutputException e) {
            fail(e);
            return new Skipped(entry.line(), "stopped");
        }
    }

    private Outcome recorded(Outcome outcome) {
        try {
            if (failure.get() == null) {
                sink.accept(outcome);
            }
        } catch (OutputException | RuntimeException e) {
            fail(e);
        }
        return outcome;
    }

    /// Takes the outcome of a line that never came to a lane. On the reading thread.
    private void record(Outcome outcome) {
        lanes.getFirst().count(recorded(outcome));
    }

    private void read(Intake intake) {
        boolean isWhole = false;
        try {
            isWhole = intake.read();
        } catch (InterruptedException stopped) {
            // By stop() or fail(), which have said the rest.
        } catch (IOException unreadable) {
            listFailure = listEnd.isDone() ? null : unreadable; // stopped, it may break off as it likes
        } catch (RuntimeException | Error e) {
            fail(e);
        } finally {
            listEnd.complete(isWhole);
        }
    }

    /// Ends the job because going on would lose what is fetched. From any thread; the first one counts.
    private void fail(Throwable e) {
        if (failure.compareAndSet(null, e)) {
            stopReading();
            lanes.forEach(Lane::cut);
        }
    }

    private void stopReading() {
        lanes.forEach(Lane::stop);
        listEnd.complete(false);
        reader.interrupt();
    }

    /// See [Fetcher#stop].
    void stop(Duration grace) {
        stopReading();
        ending.lock();
        try {
            if (!isEnded) {
                var _ = loops.submit(() -> cutAfter(grace));
            }
        } finally {
            ending.unlock();
        }
    }

    private boolean cutAfter(Duration grace) {
        Async.sleep(grace);
        lanes.forEach(Lane::cut);
        return true;
    }

    private void end() {
        ending.lock();
        try {
            isEnded = true;
        } finally {
            ending.unlock();
        }
    }

    private void throwFailure() throws IOException {
        switch (failure.get()) {
            case null -> throwListFailure();
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    private void throwListFailure() throws IOException {
        IOException unreadable = listFailure;
        if (unreadable != null) {
            throw unreadable;
        }
    }

    FetchStatistics statistics() {
        Sums sums = sums();
        return new FetchStatistics(
                elapsed(), sums.urls, sums.running, sums.tally.counts(), sums.tally.bytes(), listEnd.isDone());
    }

    private FetchSummary summary() {
        Tally tally = sums().tally;
        boolean isListRead = listEnd.await();
        boolean isComplete = isListRead && tally.counts().skipped() == 0;
        Cost cost = new Cost(elapsed(), cpu().flatMap(now -> cpuAtStart.map(now::minus)), ProcStatus.peakBytes());
        return new FetchSummary(
                tally.counts(), tally.bytes(), cost, tally.percentiles(), tally.errors(), isListRead, isComplete);
    }

    private Sums sums() {
        Sums sums = new Sums();
        lanes.forEach(lane -> lane.addTo(sums));
        return sums;
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    private static Optional<Duration> cpu() {
        return ProcessHandle.current().info().totalCpuDuration();
    }
}
