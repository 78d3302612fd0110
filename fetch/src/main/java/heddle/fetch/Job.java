package heddle.fetch;

import heddle.async.Async;
import heddle.async.Loops;
import heddle.async.Promise;
import heddle.async.TaskGroup;
import heddle.async.task.Task;
import heddle.fetch.account.FetchStatistics;
import heddle.fetch.account.FetchStatistics.HostLeft;
import heddle.fetch.account.FetchSummary;
import heddle.fetch.account.FetchSummary.End;
import heddle.fetch.account.HostAccount;
import heddle.fetch.account.HostTable;
import heddle.fetch.account.RunFacts;
import heddle.fetch.account.Tail;
import heddle.fetch.exchange.Attempt;
import heddle.fetch.exchange.Course;
import heddle.fetch.exchange.Entry;
import heddle.fetch.exchange.Exchanges;
import heddle.fetch.exchange.Sessions;
import heddle.fetch.frontier.Frontier;
import heddle.fetch.frontier.Frontier.Backlog;
import heddle.fetch.frontier.Turn;
import heddle.fetch.job.Counters;
import heddle.fetch.job.JobFolder;
import heddle.fetch.job.Ledger;
import heddle.fetch.job.Respite;
import heddle.fetch.job.Totals;
import heddle.fetch.job.Totals.Effort;
import heddle.fetch.list.CopiedList;
import heddle.fetch.list.ListIndex;
import heddle.fetch.list.UrlList;
import heddle.fetch.measure.ProcStatus;
import heddle.fetch.options.JobLimits;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.Outcome.Fetched;
import heddle.fetch.output.Outcome.Skipped;
import heddle.fetch.output.OutputException;
import heddle.fetch.output.Sink;
import heddle.fetch.tally.HostTallies;
import heddle.fetch.tally.Sums;
import heddle.fetch.tally.Tally;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One list being fetched: a thread that reads it, a lane on each loop, and the order in which they start and end.
final class Job {
    /// How long what is under way may go on when the time of the job is over.
    private static final Duration GRACE = Duration.ofSeconds(5);

    /// How long a job that is stopped asks whether its list ends there; a pipe may say nothing for ever.
    private static final Duration LIST_END = Duration.ofMillis(200);

    /// So many hosts are told of when something is left.
    private static final int LEFT_TOLD = 5;

    /// Of a line that is no URL.
    private static final String NO_HOST = "";

    private final long startNanos = System.nanoTime();
    private final Optional<Duration> cpuAtStart = cpu();
    private final FetchOptions options;
    private final Tally before;
    private final Effort effortBefore;
    private final Tally saved;
    private final Sink sink;
    private final Ledger ledger;
    private final Loops loops;
    private final Sessions sessions;
    private final ListIndex index = new ListIndex();
    private final UrlList list;
    private final List<Lane> lanes = new ArrayList<>();
    private final Queue<Backlog> left = new ConcurrentLinkedQueue<>();
    private final Unfinished unfinished;
    private final Thread reader;
    private final Optional<Duration> timeMax;
    private final long bytesMax;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicReference<JobLimits.@Nullable Reached> reached = new AtomicReference<>();

    /// Brings whether the list was read to its end.
    private final Promise<Boolean> listEnd = new Promise<>();

    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile @Nullable Exception listFailure;
    private final ReentrantLock ending = new ReentrantLock();
    private boolean isEnded;
    private boolean isDrained;

    /// A job whose outcomes are final once the sink has them.
    Job(FetchOptions options, UrlList list, Sink sink) {
        this(options, list, sink, Totals.NONE, _ -> Ledger.passing(sink));
    }

    /// A job that goes on with what its folder remembers, and saves what it does there.
    Job(FetchOptions options, UrlList list, Sink sink, JobFolder folder) {
        this(
                options,
                list,
                sink,
                folder.totals(),
                counters ->
                        Ledger.saving(folder, sink, counters, options.engine().checkpoints()));
    }

    private Job(FetchOptions options, UrlList given, Sink sink, Totals earlier, Function<Counters, Ledger> ledgers) {
        this.options = options;
        this.sink = sink;
        before = Tally.of(earlier);
        saved = Tally.of(earlier);
        effortBefore = earlier.effort();
        ledger = ledgers.apply(new Counting());
        loops = Loops.open(options.engine().loops(), options.engine().runtime());
        sessions = Sessions.open(options.session());
        list = given.again().isEmpty() ? CopiedList.of(given) : given;
        Gate gate = new Gate();
        LaneMaker maker = new LaneMaker(options, list, index, gate, ledger.respites());
        for (int loop = 0; loop < loops.size(); loop++) {
            lanes.add(maker.lane(loop, Work::new, sessions, sink));
        }
        Intake.Source source =
                new Intake.Source(list, index, options.politeness().hostKey());
        unfinished = new Unfinished(options.engine().unfinishedMax().orElse(Long.MAX_VALUE), gate);
        Intake intake = new Intake(source, ledger::isDone, lanes, gate, unfinished, this::record);
        timeMax = options.limits().time();
        bytesMax = options.limits().bytes().orElse(Long.MAX_VALUE);
        reader = Thread.ofPlatform().daemon().name("heddle-list").unstarted(() -> read(intake));
    }

    /// Fetches everything. Blocks.
    FetchSummary run() throws IOException {
        try (sink;
                Closeable _ = this::finish;
                Closeable _ = this::closeLanes;
                loops;
                sessions;
                Closeable _ = this::end) {
            List<Task<Boolean>> running = new ArrayList<>();
            for (int lane = 0; lane < lanes.size(); lane++) {
                Lane here = lanes.get(lane);
                running.add(loops.submit(lane, () -> drain(here)));
            }
            ledger.start(this::fail);
            reader.start();
            timeMax.ifPresent(time -> loops.submit(() -> stopAfter(time)));
            running.forEach(Task::await);
            isDrained = true;
        }
        if (isDrained && failure.get() == null && isComplete(sums().outcomes())) {
            ledger.complete();
        }
        throwFailure();
        return summary();
    }

    /// Runs a lane's workers until the list has ended and they have. On the lane's loop.
    private boolean drain(Lane lane) {
        TaskGroup.run(workers -> {
            lane.open(workers);
            var _ = listEnd.await();
            lane.listRead();
        });
        skipLeftovers(lane);
        return true;
    }

    private void skipLeftovers(Lane lane) {
        left.addAll(lane.largest(LEFT_TOLD));
        try {
            while (ledger.takesSkipped() && failure.get() == null) {
                List<Entry> left = Async.toThread(lane::leftovers);
                if (left.isEmpty()) {
                    return;
                }
                for (Entry entry : left) {
                    lane.count(
                            entry.key(),
                            recorded(entry.ordinal(), entry.key(), new Skipped(entry.listed(), Skipped.STOPPED)));
                }
            }
        } catch (IOException e) {
            fail(e);
        }
        lane.skipLeftovers();
    }

    /// What a lane has done.
    private final class Work implements Lane.Work {
        private final Exchanges exchanges;

        Work(Exchanges exchanges) {
            this.exchanges = exchanges;
        }

        @Override
        public Attempt fetch(Turn<Entry> turn, Course course) {
            if (turn.givenUp().isPresent()) {
                return new Attempt.EndedUnasked(
                        GivenUpHosts.outcome(turn, turn.givenUp().get()));
            }
            try {
                return exchanges.fetch(turn, course);
            } catch (OutputException e) {
                fail(e);
                return new Attempt.EndedUnasked(new Skipped(turn.item().line(), Skipped.STOPPED));
            }
        }

        @Override
        public Outcome record(long ordinal, String host, Outcome outcome) {
            Outcome recorded = recorded(ordinal, host, outcome);
            unfinished.end();
            return recorded;
        }

        @Override
        public void failed(IOException unreadable) {
            fail(unreadable);
        }
    }

    private Outcome recorded(long ordinal, String host, Outcome outcome) {
        try {
            if (failure.get() == null) {
                ledger.record(ordinal, host, outcome);
                measure(outcome);
            }
        } catch (OutputException | RuntimeException e) {
            fail(e);
        }
        return outcome;
    }

    /// Takes the outcome of a line that never came to a lane. On the reading thread.
    private void record(long ordinal, Outcome outcome) {
        lanes.getFirst().count(NO_HOST, recorded(ordinal, NO_HOST, outcome));
    }

    private void read(Intake intake) {
        boolean isWhole = false;
        try {
            intake.read();
            ledger.listRead();
            isWhole = true;
        } catch (InterruptedException stopped) {
            // By stop() or fail().
        } catch (IOException | RuntimeException unreadable) {
            listFailure = lanes.getFirst().isStopped() ? null : unreadable; // then it may break off as it likes
        } catch (Error e) {
            fail(e);
        } finally {
            listEnd.complete(isWhole);
        }
    }

    /// Ends the job because going on would lose what is fetched. From any thread; the first one counts.
    private void fail(Throwable e) {
        if (failure.compareAndSet(null, e)) {
            stopReading();
            listEnd.complete(false);
            lanes.forEach(Lane::cut);
        }
    }

    /// Nothing is begun any more. The reading thread looks whether there was more.
    private void stopReading() {
        lanes.forEach(Lane::stop);
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

    private void stopAfter(Duration time) {
        Async.sleep(time);
        stopAt(JobLimits.Reached.TIME);
    }

    /// Counts what was read, and stops when that is enough. Whatever is under way then adds to it.
    private void measure(Outcome outcome) {
        if (outcome instanceof Fetched fetched && bytes.addAndGet(fetched.body().bytes()) >= bytesMax) {
            stopAt(JobLimits.Reached.SIZE);
        }
    }

    private void stopAt(JobLimits.Reached limit) {
        if (reached.compareAndSet(null, limit)) {
            stop(GRACE);
        }
    }

    /// The limit that stopped it, if one did.
    Optional<JobLimits.Reached> reached() {
        return Optional.ofNullable(reached.get());
    }

    private boolean cutAfter(Duration grace) {
        Duration soon = grace.compareTo(LIST_END) < 0 ? grace : LIST_END;
        Async.sleep(soon);
        listEnd.complete(false);
        Async.sleep(grace.minus(soon));
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

    private void closeLanes() throws IOException {
        reader.interrupt(); // still there when an interrupt ended the job: the list may wait for it
        for (Lane lane : lanes) {
            lane.close();
        }
        list.close();
    }

    /// After the last outcome, before the sink is closed.
    private void finish() throws OutputException {
        ledger.finish();
    }

    private boolean isComplete(Tally tally) {
        return listEnd.await() && tally.counts().skipped() == 0;
    }

    private void throwFailure() throws IOException {
        Throwable first = failure.get();
        Throwable thrown = first == null ? listFailure : first;
        if (thrown == null) {
            return;
        }
        switch (thrown) {
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    FetchStatistics statistics() {
        return sums().statistics(effort().wall(), listEnd.isDone());
    }

    /// The host that would keep the job longest if it had only that one. Looks at each.
    Optional<Tail> tail() {
        return lanes.stream()
                .flatMap(lane -> lane.longest().stream())
                .max(Comparator.comparingLong(Frontier.Longest::nanos))
                .map(host -> new Tail(host.key(), host.urls(), Duration.ofNanos(host.nanos())));
    }

    /// The hosts of which most was left when the job was stopped. After its end.
    List<HostLeft> left() {
        return left.stream()
                .sorted((one, other) -> Long.compare(other.urls(), one.urls()))
                .limit(LEFT_TOLD)
                .map(backlog -> new HostLeft(backlog.key(), backlog.urls()))
                .toList();
    }

    private FetchSummary summary() throws OutputException {
        Sums sums = sums();
        Tally tally = sums.outcomes();
        HostTable hosts = ledger.hosts().orElseGet(this::table);
        RunFacts facts = new RunFacts(
                Duration.ofNanos(System.nanoTime() - startNanos),
                options.concurrency(),
                options.session().pool().totalMax(),
                sums.busyAnswers(),
                sums.mostSpared());
        return tally.summary(effort(), new End(listEnd.await(), isComplete(tally)))
                .hosts(hosts)
                .advised(facts);
    }

    private HostTable table() {
        return lanes.stream().map(Lane::table).reduce(HostTable.EMPTY, HostTable::and);
    }

    /// What all runs of this job have counted, this one so far.
    private Sums sums() {
        Sums sums = new Sums(before);
        lanes.forEach(lane -> lane.addTo(sums));
        return sums;
    }

    private Effort effort() {
        Duration wall = Duration.ofNanos(System.nanoTime() - startNanos);
        Duration cpu = cpu().flatMap(now -> cpuAtStart.map(now::minus)).orElse(Duration.ZERO);
        return new Effort(
                effortBefore.wall().plus(wall),
                effortBefore.cpu().plus(cpu),
                Math.max(effortBefore.rssPeakBytes(), ProcStatus.peakBytes().orElse(0)));
    }

    private static Optional<Duration> cpu() {
        return ProcessHandle.current().info().totalCpuDuration();
    }

    /// What the ledger counts along with what it has, apart from the lanes' counts, which are a little ahead or
    /// behind.
    private final class Counting implements Counters {
        private final HostTallies hosts = new HostTallies(Integer.MAX_VALUE);

        @Override
        public void add(String host, Outcome outcome) {
            saved.add(outcome);
            if (!host.isEmpty()) {
                hosts.add(host, outcome);
            }
        }

        @Override
        public Totals totals() {
            return saved.totals(effort());
        }

        @Override
        public List<HostAccount> takeHosts() {
            return hosts.take();
        }

        @Override
        public List<Respite> takeRespites() {
            return lanes.stream().flatMap(lane -> lane.takeRespites().stream()).toList();
        }
    }
}
