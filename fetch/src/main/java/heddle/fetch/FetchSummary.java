package heddle.fetch;

import heddle.fetch.FetchStatistics.Counts;
import heddle.fetch.output.OutputException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a finished [Fetcher] did: the content of `summary.json`.
///
/// @param counts     of the outcomes; every URL that was read from the list is in one of them
/// @param bytes      of the bodies read to their end, after decoding
/// @param cost       in time and memory
/// @param times      how long the fetched URLs took
/// @param errors     each kind of failure with its count and first example, the commonest first
/// @param isListRead whether the list was read to its end; if not, the lines after the last outcome's stay unread
/// @param isComplete whether the list was read to its end and nothing was skipped because the job was stopped
public record FetchSummary(
        Counts counts,
        long bytes,
        Cost cost,
        Percentiles times,
        List<ErrorCount> errors,
        boolean isListRead,
        boolean isComplete) {
    /// Copies the list.
    public FetchSummary {
        errors = List.copyOf(errors);
    }

    /// Outcomes a second of wall time.
    public double urlsPerSecond() {
        double seconds = cost.wall().toNanos() / 1e9;
        return seconds > 0 ? counts.total() / seconds : 0;
    }

    /// Writes it as JSON to this file.
    public void writeTo(Path file) throws OutputException {
        SummaryJson.write(this, file);
    }

    /// What the job cost the process.
    ///
    /// @param wall          from its start to its end
    /// @param cpu           processor time, where the platform tells
    /// @param rssPeakBytes  most resident memory of the process so far, where the platform tells
    public record Cost(Duration wall, Optional<Duration> cpu, OptionalLong rssPeakBytes) {}

    /// Times from the start of a request to the last byte of its response, in seconds, to three significant digits;
    /// all 0 when nothing was fetched.
    public record Percentiles(double p50, double p90, double p95, double p99, double max) {}

    /// A kind of failure.
    ///
    /// @param kind    a stable word in snake_case
    /// @param count   URLs that failed so
    /// @param url     the first of them
    /// @param message of the first of them
    public record ErrorCount(String kind, long count, String url, String message) {}
}
