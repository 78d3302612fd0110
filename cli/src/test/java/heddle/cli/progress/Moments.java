package heddle.cli.progress;

import heddle.fetch.account.FetchStatistics;
import heddle.fetch.account.FetchStatistics.Counts;
import heddle.fetch.account.FetchStatistics.Hosts;
import heddle.fetch.account.FetchSummary.Percentiles;
import heddle.fetch.account.HostAccount;
import heddle.fetch.account.Tail;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Moments for tests of what is shown.
final class Moments {
    static final Tail BIG = new Tail("big.example", 300, Duration.ofSeconds(150));

    private Moments() {}

    static FetchStatistics statistics(long millis, long ok, long urls, boolean isListRead) {
        return statistics(millis, ok, urls, isListRead, 2_500_000, new Percentiles(0.12, 0.48, 0.7, 2.1, 3.5));
    }

    /// With so many bytes of bodies by then.
    static FetchStatistics read(long millis, long bytes) {
        return statistics(millis, 990, 1200, true, bytes, new Percentiles(0.12, 0.48, 0.7, 2.1, 3.5));
    }

    /// After so many seconds, where answers take nine of them.
    static FetchStatistics slow(long seconds, long ok) {
        return statistics(1000 * seconds, ok, 10_000, true, 2_500_000, new Percentiles(9, 9, 9, 9, 9));
    }

    private static FetchStatistics statistics(
            long millis, long ok, long urls, boolean isListRead, long bytes, Percentiles percentiles) {
        return new FetchStatistics(
                Duration.ofMillis(millis),
                urls,
                7,
                new Counts(ok, 10, 0, 0),
                bytes,
                isListRead,
                new Hosts(12, 3, 1),
                4,
                percentiles,
                List.of(host("bad.example", 8, 20), host("worse\u001b[31m.example", 2, 4)));
    }

    private static HostAccount host(String name, long failed, long urls) {
        return new HostAccount(name, urls - failed, failed, 0, 0, 0, Duration.ZERO, Duration.ZERO);
    }

    /// 1,000 of 1,200 URLs after 2.5 s, 50 a second of late.
    static Moment usual(Optional<Tail> tail) {
        return new Moment(statistics(2500, 990, 1200, true), 50, 1_000_000, tail);
    }
}
