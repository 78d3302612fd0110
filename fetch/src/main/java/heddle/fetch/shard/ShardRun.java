package heddle.fetch.shard;

import heddle.fetch.Fetcher;
import heddle.fetch.account.FetchSummary;
import heddle.fetch.format.Format;
import heddle.fetch.format.Outputs;
import heddle.fetch.job.JobFolder;
import heddle.fetch.list.UrlList;
import heddle.fetch.output.Sink;
import heddle.fetch.store.JobUpload;
import heddle.fetch.store.ObjectStore;
import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// How a shard is run: the one call that does it, on one machine and on many. It knows no engine: URLs in, a
/// folder with the outputs and the account of them out.
///
/// @param fetcher that does it; others may watch and stop it meanwhile
/// @param outputs what is kept
/// @param watch   what sees each outcome on its way to the outputs
/// @param store   where the outputs go from the folder, if anywhere
public record ShardRun(Fetcher fetcher, Outputs outputs, UnaryOperator<Sink> watch, Optional<ObjectStore> store) {
    private static final String SUMMARY = "summary.json";

    /// Refuses what a store is not for.
    public ShardRun {
        if (store.isPresent() && outputs.formats().contains(Format.FILES)) {
            throw new IllegalArgumentException("bodies as single files are not put to a store; choose tar or warc");
        }
    }

    /// A run that nobody watches, and whose outputs stay in the folder.
    public ShardRun(Fetcher fetcher, Outputs outputs) {
        this(fetcher, outputs, sink -> sink, Optional.empty());
    }

    /// Watched by this.
    public ShardRun watchedBy(UnaryOperator<Sink> sees) {
        return new ShardRun(fetcher, outputs, sees, store);
    }

    /// With outputs that go to a store: each segment as soon as it is complete and saved, after which the folder has
    /// a note in its place; all other files, which stay in the folder, when the list is done, the summary last. The
    /// store stays open.
    public ShardRun uploadingTo(ObjectStore place) {
        return new ShardRun(fetcher, outputs, watch, Optional.of(place));
    }

    /// Fetches what the folder does not know as done, and writes `summary.json` and `hosts.jsonl` beside the
    /// outputs. Called once, on a thread that may block, as [Fetcher#run] is; ended in any way, it goes on when it
    /// is called for the same folder again. The folder stays open.
    public FetchSummary run(UrlList urls, JobFolder folder) throws IOException {
        Optional<JobUpload> upload = store.map(place -> new JobUpload(place, folder.path()));
        if (upload.isPresent()) {
            upload.get().check(!folder.isBegun() && !folder.isFinished());
        }
        FetchSummary summary = folder.isFinished() ? Fetcher.summary(folder) : fetch(urls, folder, upload);
        folder.writeHosts();
        summary.writeTo(folder.path().resolve(SUMMARY));
        if (upload.isPresent() && summary.isComplete()) {
            upload.get().put(JobFolder.files());
        }
        return summary;
    }

    private FetchSummary fetch(UrlList urls, JobFolder folder, Optional<JobUpload> upload) throws IOException {
        Sink sink = outputs.open(folder.path(), folder.kept());
        Sink uploading = upload.map(way -> way.around(sink, outputs::isSegment)).orElse(sink);
        return fetcher.run(urls, watch.apply(uploading), folder);
    }
}
