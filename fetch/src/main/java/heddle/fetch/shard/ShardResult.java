package heddle.fetch.shard;

import heddle.fetch.account.FetchStatistics.Counts;
import java.io.Serializable;

/// What came of one try to run a shard: what a worker sends to the one who [publishes][Committer].
///
/// @param attempt    the name of the folder that holds the outputs; no two tries have the same
/// @param counts     of the outcomes in it
/// @param bytes      of the bodies read to their end
/// @param isComplete whether every URL of the shard has its outcome there; otherwise it cannot be published
public record ShardResult(Shard shard, String attempt, Counts counts, long bytes, boolean isComplete)
        implements Serializable {
    private static final long serialVersionUID = 1L;
}
