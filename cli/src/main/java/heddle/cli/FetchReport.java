package heddle.cli;

import heddle.cli.progress.HostLines;
import heddle.cli.report.Figures;
import heddle.cli.report.Paint;
import heddle.cli.report.Terminal;
import heddle.fetch.account.FetchStatistics.HostLeft;
import heddle.fetch.account.FetchSummary;
import heddle.fetch.job.JobFolder;
import heddle.fetch.output.BodySink;
import heddle.fetch.output.Boundary;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.OutputException;
import heddle.fetch.output.Sink;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// What a fetch says to people: of single URLs and of failures on standard error, of the whole on standard output.
///
/// @param errPaint for standard error
/// @param outPaint for standard output
/// @param isQuiet  whether only failures are told
record FetchReport(Terminal terminal, Paint errPaint, Paint outPaint, boolean isQuiet) {
    private static final long URLS_WORTH_A_TABLE = 20;

    /// Says that a job goes on.
    void resuming(JobFolder job) {
        long done = job.totals().counted().total();
        remark("heddle: going on in " + job.path() + ", where " + Figures.counted(done, "URL")
                + (done == 1 ? " is done" : " are done"));
    }

    /// Says that there is nothing to do.
    void doneAlready(JobFolder job) {
        remark("heddle: all of " + job.path() + " was done by an earlier run; --fresh starts over");
    }

    /// Answers the first Ctrl-C.
    void stopping(Duration grace) {
        terminal.endDrawing();
        remark("heddle: stopping; what is in flight has " + grace.toSeconds()
                + " s to finish, another Ctrl-C ends it at once");
    }

    private void remark(String text) {
        if (!isQuiet) {
            terminal.note(text);
        }
    }

    /// Names the hosts that a run would have waited for.
    void left(List<HostLeft> hosts) {
        if (!hosts.isEmpty()) {
            remark(hosts.stream()
                    .map(left -> Figures.format("%s (%,d)", left.host(), left.urls()))
                    .collect(Collectors.joining(", ", "heddle: most is left of ", "")));
        }
    }

    /// A sink that says what became of each URL on its way to another.
    Sink telling(Sink sink) {
        return new Sink() {
            @Override
            public BodySink body(long ordinal, String url) throws OutputException {
                return sink.body(ordinal, url);
            }

            @Override
            public void accept(Outcome outcome) throws OutputException {
                sink.accept(outcome);
                terminal.paintedNote(line(outcome));
            }

            @Override
            public Boundary boundary() throws OutputException {
                return sink.boundary();
            }

            @Override
            public void close() throws OutputException {
                sink.close();
            }
        };
    }

    private String line(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Fetched fetched -> {
                String line = Figures.format(
                        "%d  %s  %,d bytes  %.3f s",
                        fetched.exchange().status().code(),
                        fetched.url(),
                        fetched.body().bytes(),
                        fetched.exchange().timings().total().toNanos() / 1e9);
                yield fetched.exchange().status().isError() ? errPaint.bad(line) : Terminal.printable(line);
            }
            case Outcome.Failed failed -> errPaint.bad("failed  " + failed.url() + "  " + failed.message());
            case Outcome.Skipped skipped -> errPaint.faint("skipped  " + skipped.url() + "  " + skipped.reason());
        };
    }

    /// Each kind of failure, and the whole in one line. `kept` says what was written where.
    void end(FetchSummary summary, String kept) {
        failures(summary);
        if (!isQuiet) {
            hosts(summary);
            summary.advice()
                    .forEach(advice -> terminal.paintedNote(
                            errPaint.strong("advice") + "     " + Terminal.printable(advice.text())));
            total(summary, kept);
        }
    }

    /// A few hosts as an example of many.
    private void hosts(FetchSummary summary) {
        if (summary.hosts().hosts() > 1 && summary.counts().total() >= URLS_WORTH_A_TABLE) {
            new HostLines(errPaint).lines(summary.hosts(), terminal).forEach(terminal::paintedNote);
        }
    }

    private void failures(FetchSummary summary) {
        for (var error : summary.errors()) {
            String failures = Figures.failures(error.count(), error.kind(), error.url(), error.message());
            terminal.paintedNote(errPaint.bad("failed") + "     " + Terminal.printable(failures));
        }
    }

    private void total(FetchSummary summary, String kept) {
        var counts = summary.counts();
        String failed = Figures.format("%,d failed", counts.failed());
        String rest = Figures.format(
                ", %,d skipped%s in %.2f s (%,.0f/s), %,.1f MB; %s",
                counts.skipped(),
                counts.duplicates() > 0 ? Figures.format(", %,d duplicates", counts.duplicates()) : "",
                summary.cost().wall().toNanos() / 1e9,
                summary.urlsPerSecond(),
                summary.bytes() / 1e6,
                kept);
        terminal.paintedLine(Figures.format("%,d fetched, ", counts.ok())
                + (counts.failed() > 0 ? outPaint.bad(failed) : failed)
                + Terminal.printable(rest)
                + (summary.isListRead() ? "" : outPaint.strong("; stopped: the rest of the list was not read")));
    }
}
