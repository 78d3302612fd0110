package heddle.cli;

import heddle.cli.os.Interrupts;
import heddle.cli.progress.Progress;
import heddle.cli.progress.ProgressMode;
import heddle.cli.progress.Watched;
import heddle.cli.report.FailureAllowance;
import heddle.fetch.Fetcher;
import heddle.fetch.account.FetchStatistics.Counts;
import heddle.fetch.account.FetchSummary;
import heddle.fetch.job.JobFolder;
import heddle.fetch.list.UrlList;
import heddle.fetch.options.JobLimits;
import heddle.fetch.output.Sink;
import heddle.fetch.shard.ShardRun;
import heddle.fetch.store.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// One run of a fetch: the fetcher, what watches it, and what is said about it.
///
/// @param isVerbose whether each URL is told of
/// @param progress  how progress is shown
/// @param allowance of failures
record FetchRun(
        Fetcher fetcher, FetchReport report, boolean isVerbose, ProgressMode progress, FailureAllowance allowance) {
    /// How long what is in flight may go on after Ctrl-C.
    private static final Duration GRACE = Duration.ofSeconds(5);

    /// The run itself.
    @FunctionalInterface
    private interface Body {
        FetchSummary run() throws IOException;
    }

    /// Fetches and keeps nothing.
    ExitCode run(UrlList list) throws IOException {
        try (var interrupts = listen()) {
            FetchSummary summary = watched(() -> fetcher.run(list, told(Sink.none())));
            report.left(fetcher.left());
            report.end(summary, "nothing kept");
            return interrupts.isRequested() ? ExitCode.STOPPED : exitCode(summary);
        }
    }

    /// Fetches what the job has not done yet.
    ExitCode run(UrlList list, JobFolder job, FetchOutputs outputs) throws IOException {
        var all = new ShardRun(fetcher, outputs.outputs()).watchedBy(this::told);
        if (outputs.upload().isEmpty()) {
            return run(all, list, job, outputs);
        }
        try (ObjectStore store = FetchOutputs.open(outputs.upload().get())) {
            return run(all.uploadingTo(store), list, job, outputs);
        }
    }

    private ExitCode run(ShardRun all, UrlList list, JobFolder job, FetchOutputs outputs) throws IOException {
        if (job.isFinished()) {
            report.doneAlready(job);
            return ended(all.run(list, job), job, outputs);
        }
        if (job.isBegun()) {
            report.resuming(job);
        }
        try (var interrupts = listen()) {
            ExitCode end = ended(watched(() -> all.run(list, job)), job, outputs);
            return interrupts.isRequested() ? ExitCode.STOPPED : end;
        }
    }

    private Interrupts listen() {
        return Interrupts.listen(ExitCode.FORCED.number(), () -> {
            fetcher.stop(GRACE);
            report.stopping(GRACE);
        });
    }

    private Sink told(Sink sink) {
        return isVerbose ? report.telling(sink) : sink;
    }

    private FetchSummary watched(Body fetching) throws IOException {
        var watched = new Watched(fetcher::statistics, fetcher::tail);
        try (var _ = Progress.show(watched, report.terminal(), report.errPaint(), progress)) {
            return fetching.run();
        }
    }

    private ExitCode ended(FetchSummary summary, JobFolder job, FetchOutputs outputs) {
        report.left(fetcher.left());
        String rest = summary.isComplete() ? "" : "; the same command goes on";
        report.end(summary, outputs.keptIn(job) + rest);
        return exitCode(summary);
    }

    /// A job that was stopped by a limit was so whatever became of its URLs.
    private ExitCode exitCode(FetchSummary summary) {
        Optional<JobLimits.Reached> limit = summary.isComplete() ? Optional.empty() : fetcher.reached();
        return limit.map(FetchRun::exitCode).orElseGet(() -> exitCode(summary.counts()));
    }

    private static ExitCode exitCode(JobLimits.Reached limit) {
        return switch (limit) {
            case SIZE -> ExitCode.SIZE_LIMIT;
            case TIME -> ExitCode.TIME_LIMIT;
        };
    }

    private ExitCode exitCode(Counts counts) {
        if (allowance.has(counts)) {
            return ExitCode.OK;
        }
        return counts.ok() == 0 ? ExitCode.UNREACHABLE : ExitCode.SOME_FAILED;
    }
}
