package heddle.fetch;

import heddle.fetch.account.FetchStatistics;
import heddle.fetch.account.FetchStatistics.HostLeft;
import heddle.fetch.account.FetchSummary;
import heddle.fetch.account.FetchSummary.End;
import heddle.fetch.account.Tail;
import heddle.fetch.job.JobFolder;
import heddle.fetch.job.Totals;
import heddle.fetch.list.UrlList;
import heddle.fetch.options.JobLimits;
import heddle.fetch.options.StreamOptions;
import heddle.fetch.output.OutputException;
import heddle.fetch.output.Sink;
import heddle.fetch.plan.Plan;
import heddle.fetch.plan.Planner;
import heddle.fetch.tally.Tally;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Fetches every URL of a list, of any length, and gives every outcome to a sink. One fetcher does one list.
///
/// Work goes by host: a host belongs to one loop, is asked for a few things at a time, and is left alone while it
/// has enough to do. The list is read ahead as long as that may find hosts that can be asked; what waits costs a few
/// bytes a URL, and beyond some memory that is in a file.
public final class Fetcher {
    /// URLs that a stream reads ahead of what is done.
    private static final long STREAM_UNFINISHED = 1_000_000;

    private final FetchOptions options;
    private final AtomicBoolean isStarted = new AtomicBoolean();
    private volatile @Nullable Job job;
    private volatile @Nullable Duration stoppedEarly;

    private Fetcher(FetchOptions options) {
        this.options = options;
    }

    /// A fetcher that has not started.
    public static Fetcher create(FetchOptions options) {
        return new Fetcher(options);
    }

    /// Fetches the list on loops of its own and returns when every URL has its outcome and the sink is closed. A
    /// URL that fails is an outcome; only a list that cannot be read (an `IOException`) and a sink that cannot be
    /// written (an [heddle.fetch.output.OutputException]) end the job early, and the sink is closed then, too.
    /// Called once, on a thread that may block; an interrupt cuts everything off.
    public FetchSummary run(UrlList list, Sink sink) throws IOException {
        return run(() -> new Job(options, list, sink));
    }

    /// The same for a list whose state is kept in a job folder: URLs that the folder knows as done are passed over,
    /// and what is done is saved there every second, so that after any end, a kill or a loss of power included,
    /// opening the folder and its outputs again and running the list again goes on. Every URL ends up once in the
    /// outputs; a request may be made twice when the process ended between its response and the next save.
    ///
    /// The sink must have been opened with what the folder has [kept][JobFolder#kept]; what is skipped because the
    /// job is stopped is not given to it. The summary is of all runs. The folder stays open.
    public FetchSummary run(UrlList list, Sink sink, JobFolder folder) throws IOException {
        return run(() -> new Job(options, list, sink, folder));
    }

    /// Fetches the list and gives every outcome to whoever pulls the [OutcomeStream], with its body. Begins at
    /// once, on threads of its own, and goes on for as long as outcomes are pulled; the stream must be closed.
    /// Called once.
    public OutcomeStream stream(UrlList list) {
        return stream(list, Sink.none(), StreamOptions.defaults());
    }

    /// The same, with other limits of what waits, and a sink that has each outcome before it can be pulled.
    public OutcomeStream stream(UrlList list, Sink first, StreamOptions waiting) {
        StreamSink sink = new StreamSink(first, waiting);
        long unfinishedMax = options.engine().unfinishedMax().orElse(STREAM_UNFINISHED);
        FetchOptions bounded = options.engine(engine -> engine.unfinishedMax(unfinishedMax));
        Job started = start(() -> new Job(bounded, list, sink));
        return OutcomeStream.of(this, started, sink);
    }

    /// The summary of a job that is finished, or as far as it had got when it was last saved.
    public static FetchSummary summary(JobFolder folder) throws OutputException {
        Totals totals = folder.totals();
        return Tally.of(totals)
                .summary(totals.effort(), new End(folder.isListRead(), folder.isFinished()))
                .hosts(folder.hosts());
    }

    /// What a run over this list would be, as far as that is known without asking anybody. Reads the list to its end,
    /// and remembers its hosts. Blocks.
    public static Plan plan(FetchOptions options, UrlList list) throws IOException {
        return Planner.plan(list, options.politeness(), options.retries(), options.limits());
    }

    private FetchSummary run(Supplier<Job> jobs) throws IOException {
        return start(jobs).run();
    }

    private Job start(Supplier<Job> jobs) {
        if (!isStarted.compareAndSet(false, true)) {
            throw new IllegalStateException("this fetcher has run; create one for each list");
        }
        Job started = jobs.get();
        job = started;
        Duration grace = stoppedEarly;
        if (grace != null) {
            started.stop(grace);
        }
        return started;
    }

    /// Stops taking URLs from the list, lets what is in flight finish for as long as `grace`, then cuts it off, and
    /// makes [#run] return; what was read and not asked for is skipped as `stopped`. Returns at once; from any
    /// thread, any number of times: the first grace to end counts.
    public void stop(Duration grace) {
        stoppedEarly = grace;
        Job running = job;
        if (running != null) {
            running.stop(grace);
        }
    }

    /// The [limit][JobLimits] that stopped it, if one did: what is left can be done by another run.
    public Optional<JobLimits.Reached> reached() {
        Job ran = job;
        return ran == null ? Optional.empty() : ran.reached();
    }

    /// The hosts of which most was left when the job was stopped, the one with most first; empty when nothing was.
    /// After [#run].
    public List<HostLeft> left() {
        Job ran = job;
        return ran == null ? List.of() : ran.left();
    }

    /// How far it has got; from any thread, at any time.
    public FetchStatistics statistics() {
        Job running = job;
        return running == null ? FetchStatistics.NONE : running.statistics();
    }

    /// The host that would keep it longest if it had only that one, if anything waits; from any thread, at any time.
    /// Looks at each host that is known, and holds up the loops meanwhile.
    public Optional<Tail> tail() {
        Job running = job;
        return running == null ? Optional.empty() : running.tail();
    }
}
