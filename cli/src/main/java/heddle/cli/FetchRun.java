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
import heddle.fetch.output.OutputException;
import heddle.fetch.output.Sink;
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

    private static final String SUMMARY = "summary.json";

    /// The run itself, over a sink.
    @FunctionalInterface
    private interface Body {
        FetchSummary over(Sink sink) throws IOException;
    }

    /// Fetches and keeps nothing.
    ExitCode run(UrlList list) throws IOException {
        try (var interrupts = listen()) {
            FetchSummary summary = watched(Sink.none(), sink -> fetcher.run(list, sink));
            report.left(fetcher.left());
            report.end(summary, "nothing kept");
            return interrupts.isRequested() ? ExitCode.STOPPED : exitCode(summary);
        }
    }

    /// Fetches what the job has not done yet.
    ExitCode run(UrlList list, JobFolder job, FetchOutputs outputs) throws IOException {
        if (job.isFinished()) {
            report.doneAlready(job);
            return ended(Fetcher.summary(job), job, outputs);
        }
        if (job.isBegun()) {
            report.resuming(job);
        }
        try (var interrupts = listen()) {
            ExitCode end = ended(watched(outputs.open(job), sink -> fetcher.run(list, sink, job)), job, outputs);
            return interrupts.isRequested() ? ExitCode.STOPPED : end;
        }
    }

    private Interrupts listen() {
        return Interrupts.listen(ExitCode.FORCED.number(), () -> {
            fetcher.stop(GRACE);
            report.stopping(GRACE);
        });
    }

    private FetchSummary watched(Sink sink, Body run) throws IOException {
        var watched = new Watched(fetcher::statistics, fetcher::tail);
        try (var _ = Progress.show(watched, report.terminal(), report.errPaint(), progress)) {
            return run.over(isVerbose ? report.telling(sink) : sink);
        }
    }

    private ExitCode ended(FetchSummary summary, JobFolder job, FetchOutputs outputs) throws OutputException {
        job.writeHosts();
        summary.writeTo(job.path().resolve(SUMMARY));
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
