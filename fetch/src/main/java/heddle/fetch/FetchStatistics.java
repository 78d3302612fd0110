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
public record FetchStatistics(Duration elapsed, long urls, int running, Counts counts, long bytes, boolean isListRead) {
    /// How many URLs came to which end.
    ///
    /// @param ok      fetched, whatever the status
    /// @param failed  without a complete response
    /// @param skipped not asked for
    public record Counts(long ok, long failed, long skipped) {
        /// All of them.
        public long total() {
            return ok + failed + skipped;
        }
    }
}
