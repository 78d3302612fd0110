package heddle.fetch.shard;

import heddle.fetch.Fetcher;
import heddle.fetch.account.FetchSummary;
import heddle.fetch.format.Outputs;
import heddle.fetch.job.JobFolder;
import heddle.fetch.list.UrlList;
import heddle.fetch.output.Sink;
import java.io.IOException;
import java.util.function.UnaryOperator;

/// How a shard is run: the one call that does it, on one machine and on many. It knows no engine: URLs in, a
/// folder with the outputs and the account of them out.
///
/// @param fetcher that does it; others may watch and stop it meanwhile
/// @param outputs what is kept
/// @param watch   what sees each outcome on its way to the outputs
public record ShardRun(Fetcher fetcher, Outputs outputs, UnaryOperator<Sink> watch) {
    private static final String SUMMARY = "summary.json";

    /// A run that nobody watches.
    public ShardRun(Fetcher fetcher, Outputs outputs) {
        this(fetcher, outputs, sink -> sink);
    }

    /// Fetches what the folder does not know as done, and writes `summary.json` and `hosts.jsonl` beside the
    /// outputs. Called once, on a thread that may block, as [Fetcher#run] is; ended in any way, it goes on when it
    /// is called for the same folder again. The folder stays open.
    public FetchSummary run(UrlList urls, JobFolder folder) throws IOException {
        FetchSummary summary = folder.isFinished() ? Fetcher.summary(folder) : fetch(urls, folder);
        folder.writeHosts();
        summary.writeTo(folder.path().resolve(SUMMARY));
        return summary;
    }

    private FetchSummary fetch(UrlList urls, JobFolder folder) throws IOException {
        Sink sink = outputs.open(folder.path(), folder.kept());
        return fetcher.run(urls, watch.apply(sink), folder);
    }
}
