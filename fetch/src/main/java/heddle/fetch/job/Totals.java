package heddle.fetch.job;

import java.time.Duration;
import java.util.List;

/// What a job has counted and spent so far, over all its runs.
///
/// @param counted  URLs by what became of them
/// @param bytes    of the bodies read to their end
/// @param times    how long the fetched URLs took: a histogram in the bytes of HdrHistogram's own form; empty for
///                 none
/// @param errors   each kind of failure
/// @param effort   what it took
@SuppressWarnings("ArrayRecordComponent") // made, saved and thrown away
public record Totals(Counted counted, long bytes, byte[] times, List<ErrorTotal> errors, Effort effort) {
    /// Those of a job that has done nothing.
    public static final Totals NONE =
            new Totals(new Counted(0, 0, 0), 0, new byte[0], List.of(), new Effort(Duration.ZERO, Duration.ZERO, 0));

    /// Copies the list.
    public Totals {
        errors = List.copyOf(errors);
    }

    /// How many URLs are done, and how.
    ///
    /// @param ok         fetched
    /// @param failed     without a complete response
    /// @param duplicates not asked for, since the list had the same before
    public record Counted(long ok, long failed, long duplicates) {
        /// All of them.
        public long total() {
            return ok + failed + duplicates;
        }
    }

    /// A kind of failure.
    ///
    /// @param kind    a stable word in snake_case
    /// @param count   URLs that failed so
    /// @param url     the first of them
    /// @param message of the first of them
    public record ErrorTotal(String kind, long count, String url, String message) {}

    /// What a job took.
    ///
    /// @param wall         time, the runs added up
    /// @param cpu          processor time, likewise
    /// @param rssPeakBytes the most memory that any of its processes had resident
    public record Effort(Duration wall, Duration cpu, long rssPeakBytes) {}
}
