package heddle.fetch;

import heddle.fetch.FetchStatistics.Counts;
import heddle.fetch.FetchSummary.ErrorCount;
import heddle.fetch.FetchSummary.Percentiles;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.Outcome.Failed;
import heddle.fetch.output.Outcome.Fetched;
import heddle.fetch.output.Outcome.Skipped;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// Counts outcomes. Plain numbers: whoever owns it sees to it that one thread at a time uses it.
final class Tally {
    private static final long HIGHEST_MICROS = Duration.ofHours(1).toNanos() / 1_000;
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Histogram totalMicros = new Histogram(HIGHEST_MICROS, SIGNIFICANT_DIGITS);
    private final Map<String, ErrorCount> errors = new LinkedHashMap<>();
    private long ok;
    private long failed;
    private long skipped;
    private long bytes;

    void add(Outcome outcome) {
        switch (outcome) {
            case Fetched fetched -> {
                ok++;
                bytes += fetched.body().bytes();
                long micros = fetched.exchange().timings().total().toNanos() / 1_000;
                totalMicros.recordValue(Math.clamp(micros, 0, HIGHEST_MICROS));
            }
            case Failed failure -> {
                failed++;
                add(new ErrorCount(failure.kind(), 1, failure.url(), failure.message()));
            }
            case Skipped _ -> skipped++;
        }
    }

    /// Adds all that another has counted.
    void add(Tally other) {
        ok += other.ok;
        failed += other.failed;
        skipped += other.skipped;
        bytes += other.bytes;
        totalMicros.add(other.totalMicros);
        other.errors.values().forEach(this::add);
    }

    private void add(ErrorCount error) {
        errors.merge(
                error.kind(),
                error,
                (first, next) ->
                        new ErrorCount(first.kind(), first.count() + next.count(), first.url(), first.message()));
    }

    Counts counts() {
        return new Counts(ok, failed, skipped);
    }

    long bytes() {
        return bytes;
    }

    Percentiles percentiles() {
        return new Percentiles(seconds(50), seconds(90), seconds(95), seconds(99), seconds(100));
    }

    private double seconds(double percentile) {
        return totalMicros.getValueAtPercentile(percentile) / 1e6;
    }

    /// The kinds of errors, the commonest first.
    List<ErrorCount> errors() {
        return errors.values().stream()
                .sorted(Comparator.comparingLong(ErrorCount::count).reversed())
                .toList();
    }
}
