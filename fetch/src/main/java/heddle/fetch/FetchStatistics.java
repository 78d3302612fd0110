package heddle.fetch;

import java.time.Duration;

/// How far a [Fetcher] has got, at one moment: what a progress line shows.
///
/// @param elapsed since the job started
/// @param urls    read from the list so far
/// @param running exchanges in flight
/// @param counts  of the outcomes so far
/// @param bytes   of the bodies read to their end
/// @param isListRead whether the list has been read to its end
/// @param hosts   that are known by now
/// @param retries how often a URL was to be tried again, in this run
public record FetchStatistics(
        Duration elapsed,
        long urls,
        int running,
        Counts counts,
        long bytes,
        boolean isListRead,
        Hosts hosts,
        long retries) {
    /// Hosts for which something waits or is under way, or did a short while ago.
    ///
    /// @param known  all of them
    /// @param parked those that could not be reached and are left alone for a while
    public record Hosts(int known, int parked) {}

    /// A host of which something was left to another run.
    ///
    /// @param host what its URLs are counted together by
    /// @param urls that were read from the list and have no outcome
    public record HostLeft(String host, long urls) {}

    /// How many URLs came to which end.
    ///
    /// @param ok         fetched, whatever the status
    /// @param failed     without a complete response
    /// @param skipped    not asked for, and left to another run
    /// @param duplicates not asked for, since the list had the same before
    public record Counts(long ok, long failed, long skipped, long duplicates) {
        /// All of them.
        public long total() {
            return ok + failed + skipped + duplicates;
        }
    }
}
