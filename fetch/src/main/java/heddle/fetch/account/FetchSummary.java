package heddle.fetch.account;

import heddle.fetch.account.FetchStatistics.Counts;
import heddle.fetch.output.OutputException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a finished [heddle.fetch.Fetcher] did: the content of `summary.json`.
///
/// @param counts   of the outcomes; every URL that was read from the list is in one of them
/// @param retries  tries after the first, of the URLs that have an outcome
/// @param bytes    of the bodies read to their end, after decoding
/// @param statuses how many URLs were fetched with which
/// @param cost     in time and memory
/// @param times    how long the fetched URLs took
/// @param errors   each kind of failure with its count and first example, the commonest first
/// @param hosts    in short
/// @param advice   what the run tells about how to do it better
/// @param end      how far it got
public record FetchSummary(
        Counts counts,
        long retries,
        long bytes,
        SortedMap<Integer, Long> statuses,
        Cost cost,
        Percentiles times,
        List<ErrorCount> errors,
        HostTable hosts,
        List<Advice> advice,
        End end) {
    /// Copies the lists and the map.
    public FetchSummary {
        statuses = Collections.unmodifiableSortedMap(new TreeMap<>(statuses));
        errors = List.copyOf(errors);
        advice = List.copyOf(advice);
    }

    /// Outcomes a second of wall time; what was left to another run has none.
    public double urlsPerSecond() {
        double seconds = cost.wall().toNanos() / 1e9;
        return seconds > 0 ? (counts.total() - counts.skipped()) / seconds : 0;
    }

    /// Whether the list was read to its end; if not, the lines after the last outcome's stay unread.
    public boolean isListRead() {
        return end.isListRead();
    }

    /// Whether the list was read to its end and nothing was skipped because the job was stopped.
    public boolean isComplete() {
        return end.isComplete();
    }

    /// With these hosts.
    public FetchSummary hosts(HostTable table) {
        return new FetchSummary(counts, retries, bytes, statuses, cost, times, errors, table, advice, end);
    }

    /// With the advice that follows from it and from what is known of its last run.
    public FetchSummary advised(RunFacts facts) {
        List<Advice> given = AdviceRules.apply(this, facts);
        return new FetchSummary(counts, retries, bytes, statuses, cost, times, errors, hosts, given, end);
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

    /// A kind of failure in a phase.
    ///
    /// @param kind    a stable word in snake_case
    /// @param phase   of the exchange in which it happened, another one
    /// @param count   URLs that failed so
    /// @param retried those of them that had been tried before
    /// @param url     the first of them
    /// @param message of the first of them
    public record ErrorCount(String kind, String phase, long count, long retried, String url, String message) {}

    /// How far a job has got.
    ///
    /// @param isListRead whether the list was read to its end
    /// @param isComplete whether it was also done to its end
    public record End(boolean isListRead, boolean isComplete) {}
}
