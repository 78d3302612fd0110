package heddle.fetch.job;

import heddle.fetch.account.FetchSummary.ErrorCount;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a job has counted and spent so far, over all its runs.
///
/// @param counted  URLs by what became of them
/// @param bytes    of the bodies read to their end
/// @param times    how long the fetched URLs took: a histogram in the bytes of HdrHistogram's own form; empty for
///                 none
/// @param statuses how many URLs were fetched with which
/// @param errors   each kind of failure
/// @param effort   what it took
@SuppressWarnings("ArrayRecordComponent") // made, saved and thrown away
public record Totals(
        Counted counted,
        long bytes,
        byte[] times,
        SortedMap<Integer, Long> statuses,
        List<ErrorCount> errors,
        Effort effort) {
    /// Those of a job that has done nothing.
    public static final Totals NONE = new Totals(
            new Counted(0, 0, 0, 0),
            0,
            new byte[0],
            Collections.emptySortedMap(),
            List.of(),
            new Effort(Duration.ZERO, Duration.ZERO, 0));

    /// Copies the list and the map.
    public Totals {
        statuses = Collections.unmodifiableSortedMap(new TreeMap<>(statuses));
        errors = List.copyOf(errors);
    }

    /// How many URLs are done, and how.
    ///
    /// @param ok         fetched
    /// @param failed     without a complete response
    /// @param duplicates not asked for, since the list had the same before
    /// @param retries    tries after the first, of those fetched and those failed
    public record Counted(long ok, long failed, long duplicates, long retries) {
        /// All URLs.
        public long total() {
            return ok + failed + duplicates;
        }
    }

    /// What a job took.
    ///
    /// @param wall         time, the runs added up
    /// @param cpu          processor time, likewise
    /// @param rssPeakBytes the most memory that any of its processes had resident
    public record Effort(Duration wall, Duration cpu, long rssPeakBytes) {}
}
