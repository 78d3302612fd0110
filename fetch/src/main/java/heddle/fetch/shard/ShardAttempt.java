package heddle.fetch.shard;

import heddle.fetch.account.FetchSummary;
import heddle.fetch.job.Fact;
import heddle.fetch.job.JobFolder;
import heddle.fetch.list.UrlList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/// One try to run a shard, by a worker of whatever engine. There may be several for one shard, one after the other
/// or at once: each has a folder of its own, and at most one of them is [published][Committer].
public final class ShardAttempt {
    private ShardAttempt() {}

    /// Fetches the URLs into a new folder below that of the whole job. When this returns, what is there would
    /// survive a loss of power; when it throws, or the worker is killed, nothing of it counts. An interrupt cuts
    /// it off. Blocks.
    ///
    /// @param urls   of the shard, and no others
    /// @param output the folder of the whole job, which worker and committer both see
    public static ShardResult run(Shard shard, UrlList urls, ShardRun how, Path output) throws IOException {
        if (how.store().isPresent()) {
            throw new IllegalArgumentException("an attempt may not count; publish its folder first, then upload it");
        }
        String attempt = shard.name() + "-" + UUID.randomUUID();
        Path folder = Committer.attempts(output).resolve(attempt);
        boolean isDone = false;
        try {
            FetchSummary summary = fetch(shard, urls, how, folder);
            isDone = true;
            return new ShardResult(shard, attempt, summary.counts(), summary.bytes(), summary.isComplete());
        } finally {
            if (!isDone) {
                Folders.tryDelete(folder);
            }
        }
    }

    private static FetchSummary fetch(Shard shard, UrlList urls, ShardRun how, Path folder) throws IOException {
        List<Fact> facts = List.of(Fact.option("shard", shard.name()));
        FetchSummary summary;
        try (JobFolder job = JobFolder.open(folder, facts, JobFolder.Start.RESUME)) {
            summary = how.run(urls, job);
        }
        Folders.sync(folder);
        return summary;
    }
}
