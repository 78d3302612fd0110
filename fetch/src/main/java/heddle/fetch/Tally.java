package heddle.fetch;

import heddle.fetch.FetchStatistics.Counts;
import heddle.fetch.FetchSummary.Cost;
import heddle.fetch.FetchSummary.ErrorCount;
import heddle.fetch.FetchSummary.Percentiles;
import heddle.fetch.job.Totals;
import heddle.fetch.job.Totals.Counted;
import heddle.fetch.job.Totals.Effort;
import heddle.fetch.job.Totals.ErrorTotal;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.Outcome.Failed;
import heddle.fetch.output.Outcome.Fetched;
import heddle.fetch.output.Outcome.Skipped;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
    private long duplicates;
    private long bytes;

    /// What earlier runs of a job have counted.
    static Tally of(Totals totals) {
        Tally tally = new Tally();
        tally.ok = totals.counted().ok();
        tally.failed = totals.counted().failed();
        tally.duplicates = totals.counted().duplicates();
        tally.bytes = totals.bytes();
        for (ErrorTotal error : totals.errors()) {
            tally.add(new ErrorCount(error.kind(), error.count(), error.url(), error.message()));
        }
        if (totals.times().length > 0) {
            tally.totalMicros.add(Histogram.decodeFromByteBuffer(ByteBuffer.wrap(totals.times()), HIGHEST_MICROS));
        }
        return tally;
    }

    /// The same in a form that can be saved; what was skipped is left out, since the next run does it.
    Totals totals(Effort effort) {
        ByteBuffer times = ByteBuffer.allocate(totalMicros.getNeededByteBufferCapacity());
        totalMicros.encodeIntoByteBuffer(times);
        List<ErrorTotal> kinds = errors.values().stream()
                .map(error -> new ErrorTotal(error.kind(), error.count(), error.url(), error.message()))
                .toList();
        Counted counted = new Counted(ok, failed, duplicates);
        return new Totals(counted, bytes, Arrays.copyOf(times.array(), times.position()), kinds, effort);
    }

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
            case Skipped left when left.isLeft() -> skipped++;
            case Skipped _ -> duplicates++;
        }
    }

    /// Counts so many URLs as skipped.
    void skip(long urls) {
        skipped += urls;
    }

    /// Adds all that another has counted.
    void add(Tally other) {
        ok += other.ok;
        failed += other.failed;
        skipped += other.skipped;
        duplicates += other.duplicates;
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
        return new Counts(ok, failed, skipped, duplicates);
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

    /// The account of a job that has counted this.
    FetchSummary summary(Effort effort, boolean isListRead, boolean isComplete) {
        Cost cost = new Cost(
                effort.wall(),
                effort.cpu().isZero() ? Optional.empty() : Optional.of(effort.cpu()),
                effort.rssPeakBytes() == 0 ? OptionalLong.empty() : OptionalLong.of(effort.rssPeakBytes()));
        return new FetchSummary(counts(), bytes, cost, percentiles(), errors(), isListRead, isComplete);
    }
}
