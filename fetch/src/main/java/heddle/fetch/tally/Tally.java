package heddle.fetch.tally;

import heddle.fetch.account.FetchStatistics.Counts;
import heddle.fetch.account.FetchSummary;
import heddle.fetch.account.FetchSummary.Cost;
import heddle.fetch.account.FetchSummary.End;
import heddle.fetch.account.FetchSummary.ErrorCount;
import heddle.fetch.account.FetchSummary.Percentiles;
import heddle.fetch.account.HostTable;
import heddle.fetch.job.Totals;
import heddle.fetch.job.Totals.Counted;
import heddle.fetch.job.Totals.Effort;
import heddle.fetch.output.Outcome;
import heddle.fetch.output.Outcome.Failed;
import heddle.fetch.output.Outcome.Fetched;
import heddle.fetch.output.Outcome.Skipped;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/// Counts outcomes. Plain numbers: whoever owns it sees to it that one thread at a time uses it.
public final class Tally {
    private static final long HIGHEST_MICROS = Duration.ofHours(1).toNanos() / 1_000;
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Histogram totalMicros = new Histogram(HIGHEST_MICROS, SIGNIFICANT_DIGITS);
    private final SortedMap<Integer, Long> statuses = new TreeMap<>();
    private final Map<ErrorClass, ErrorCount> errors = new LinkedHashMap<>();
    private long ok;
    private long failed;
    private long skipped;
    private long duplicates;
    private long retries;
    private long bytes;

    /// What failures are counted together by.
    private record ErrorClass(String kind, String phase) {}

    /// What earlier runs of a job have counted.
    public static Tally of(Totals totals) {
        Tally tally = new Tally();
        tally.ok = totals.counted().ok();
        tally.failed = totals.counted().failed();
        tally.duplicates = totals.counted().duplicates();
        tally.retries = totals.counted().retries();
        tally.bytes = totals.bytes();
        tally.statuses.putAll(totals.statuses());
        totals.errors().forEach(tally::add);
        if (totals.times().length > 0) {
            tally.totalMicros.add(Histogram.decodeFromByteBuffer(ByteBuffer.wrap(totals.times()), HIGHEST_MICROS));
        }
        return tally;
    }

    /// The same in a form that can be saved; what was skipped is left out, since the next run does it.
    public Totals totals(Effort effort) {
        ByteBuffer times = ByteBuffer.allocate(totalMicros.getNeededByteBufferCapacity());
        totalMicros.encodeIntoByteBuffer(times);
        return new Totals(
                new Counted(ok, failed, duplicates, retries),
                bytes,
                Arrays.copyOf(times.array(), times.position()),
                statuses,
                List.copyOf(errors.values()),
                effort);
    }

    /// Counts an outcome.
    public void add(Outcome outcome) {
        switch (outcome) {
            case Fetched fetched -> {
                ok++;
                retries += fetched.retries();
                bytes += fetched.body().bytes();
                statuses.merge(fetched.exchange().status().code(), 1L, Long::sum);
                long micros = fetched.exchange().timings().total().toNanos() / 1_000;
                totalMicros.recordValue(Math.clamp(micros, 0, HIGHEST_MICROS));
            }
            case Failed failure -> {
                failed++;
                retries += failure.retries();
                add(error(failure));
            }
            case Skipped left when left.isLeft() -> skipped++;
            case Skipped _ -> duplicates++;
        }
    }

    private static ErrorCount error(Failed failure) {
        int retried = failure.retries() > 0 ? 1 : 0;
        return new ErrorCount(failure.kind(), failure.phase(), 1, retried, failure.url(), failure.message());
    }

    /// Counts so many URLs as skipped.
    public void skip(long urls) {
        skipped += urls;
    }

    /// Adds all that another has counted.
    public void add(Tally other) {
        ok += other.ok;
        failed += other.failed;
        skipped += other.skipped;
        duplicates += other.duplicates;
        retries += other.retries;
        bytes += other.bytes;
        totalMicros.add(other.totalMicros);
        other.statuses.forEach((status, count) -> statuses.merge(status, count, Long::sum));
        other.errors.values().forEach(this::add);
    }

    private void add(ErrorCount error) {
        errors.merge(
                new ErrorClass(error.kind(), error.phase()),
                error,
                (first, next) -> new ErrorCount(
                        first.kind(),
                        first.phase(),
                        first.count() + next.count(),
                        first.retried() + next.retried(),
                        first.url(),
                        first.message()));
    }

    /// How many came to which end.
    public Counts counts() {
        return new Counts(ok, failed, skipped, duplicates);
    }

    /// Of the bodies.
    public long bytes() {
        return bytes;
    }

    /// How long the fetched ones took.
    public Percentiles percentiles() {
        return new Percentiles(seconds(50), seconds(90), seconds(95), seconds(99), seconds(100));
    }

    private double seconds(double percentile) {
        return totalMicros.getValueAtPercentile(percentile) / 1e6;
    }

    private List<ErrorCount> commonestFirst() {
        return errors.values().stream()
                .sorted((one, other) -> Long.compare(other.count(), one.count()))
                .toList();
    }

    /// The account of a job that has counted this, as yet without its hosts.
    public FetchSummary summary(Effort effort, End end) {
        Cost cost = new Cost(
                effort.wall(),
                effort.cpu().isZero() ? Optional.empty() : Optional.of(effort.cpu()),
                effort.rssPeakBytes() == 0 ? OptionalLong.empty() : OptionalLong.of(effort.rssPeakBytes()));
        return new FetchSummary(
                counts(),
                retries,
                bytes,
                statuses,
                cost,
                percentiles(),
                commonestFirst(),
                HostTable.EMPTY,
                List.of(),
                end);
    }
}
