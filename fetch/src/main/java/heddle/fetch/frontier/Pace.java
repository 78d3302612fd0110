package heddle.fetch.frontier;

import heddle.http.retry.Backoff;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// How fast one host is asked, as its answers have it.
///
/// **Slow start.** A gentle host begins with one exchange at a time and has one more with each good answer, up to its
/// limit. Trouble halves that.
///
/// **Interval.** While a host answers more than twice as slowly as at its best (both smoothed, as TCP does
/// with round trips), the interval between two starts grows by the same factor. A failure lengthens it by
/// half, up to 10 s, and each good answer takes a tenth of it back. What is best rises by a thousandth with
/// each answer, so that a change that stays is no longer one.
///
/// **Backing off.** A host that says that it has too much to do is left alone for as long as it says, or
/// else with a [backoff][Backoff]. One that cannot be reached is tried again so, by one URL at a time; from
/// the third time on it is *parked*, for half a minute and then twice as long each time, up to five minutes;
/// after four of these it is given up.
final class Pace {
    private static final double SMOOTHING = 1 / 8.0;
    private static final double BEST_RISES = 1.001;
    private static final double SLOWER = 2;
    private static final long INTERVAL_MAX = Duration.ofSeconds(10).toNanos();
    private static final long INTERVAL_IN_TROUBLE = Duration.ofMillis(50).toNanos();
    private static final Duration BACK_OFF = Duration.ofSeconds(1);
    private static final Duration BACK_OFF_MAX = Duration.ofMinutes(5);
    private static final long PARKED = Duration.ofSeconds(30).toNanos();
    private static final int PARKED_FROM = 3;
    private static final int PARKINGS_MAX = 4;

    private final HostRules rules;

    /// What the host itself asks for.
    private long leastInterval;

    private long interval;
    private int limit;
    private double smoothed;
    private double best;
    private int overloads;
    private int failures;

    /// When what is counted above was counted last: exchanges that were under way then tell nothing new.
    private long countedAt = -1;

    Pace(HostRules rules) {
        this.rules = rules;
        leastInterval = rules.intervalNanos();
        interval = leastInterval;
        limit = rules.isGentle() ? 1 : rules.concurrency();
    }

    /// Exchanges at once.
    int limit() {
        return limit;
    }

    /// Between two starts.
    long interval() {
        return interval;
    }

    /// What each URL of many takes, at least: the interval, or when answers come slower than that, the share of one
    /// in those that may be under way at once.
    long nanosEach() {
        return Math.max(interval, (long) (smoothed / limit));
    }

    /// Leaves so much time between two starts at least, since the host asks for it.
    void atLeast(long nanos) {
        leastInterval = Math.max(leastInterval, nanos);
        interval = Math.max(interval, leastInterval);
    }

    /// Learns from an exchange that began at `start`, and tells for how long to leave the host alone.
    long learn(Report report, long start, long now, RandomGenerator chance) {
        return switch (report.verdict()) {
            case FINE -> fine(report);
            case TROUBLED -> troubled(report);
            case OVERLOADED -> overloaded(report, isNews(start, now), chance);
            case UNREACHABLE -> unreachable(isNews(start, now), chance);
        };
    }

    private boolean isNews(long start, long now) {
        if (start < countedAt) {
            return false;
        }
        countedAt = now;
        return true;
    }

    private long fine(Report report) {
        failures = 0;
        overloads = Math.max(0, overloads - 1);
        limit = limit < rules.concurrency() ? limit + 1 : limit;
        if (report.latencyNanos() > 0 && rules.isGentle()) {
            smooth(report.latencyNanos());
        }
        long wanted = (long) Math.min((double) INTERVAL_MAX, rules.intervalNanos() * stress());
        interval = Math.max(Math.max(leastInterval, wanted), interval - interval / 10);
        return report.waitNanos();
    }

    private void smooth(long latency) {
        smoothed = smoothed == 0 ? latency : smoothed + (latency - smoothed) * SMOOTHING;
        best = best == 0 ? smoothed : Math.min(smoothed, best * BEST_RISES);
    }

    /// By what factor the host is slower than at its best; 1 as long as that may be chance.
    private double stress() {
        return smoothed > SLOWER * best ? smoothed / best : 1;
    }

    private long troubled(Report report) {
        failures = 0;
        slowDown();
        return report.waitNanos();
    }

    private void slowDown() {
        if (rules.isGentle()) {
            limit = Math.max(1, limit / 2);
            long troubled = Math.max(interval, INTERVAL_IN_TROUBLE);
            interval = Math.min(Math.max(INTERVAL_MAX, leastInterval), troubled + troubled / 2);
        }
    }

    private long overloaded(Report report, boolean isNews, RandomGenerator chance) {
        failures = 0;
        if (isNews) {
            overloads++;
            slowDown();
        }
        return report.waitNanos() > 0
                ? report.waitNanos()
                : backoff().draw(overloads, chance).toNanos();
    }

    private long unreachable(boolean isNews, RandomGenerator chance) {
        if (!isNews) {
            return 0;
        }
        failures++;
        limit = 1;
        if (failures < PARKED_FROM) {
            return backoff().draw(failures, chance).toNanos();
        }
        long time = Math.min(BACK_OFF_MAX.toNanos(), PARKED << (failures - PARKED_FROM));
        return time / 2 + Backoff.jittered(Duration.ofNanos(time / 2), chance).toNanos();
    }

    /// For how long a URL is left alone that has failed as often before.
    long untilRetry(int failures, RandomGenerator chance) {
        return backoff().draw(failures + 1, chance).toNanos();
    }

    private Backoff backoff() {
        long asked = rules.patience().delayNanos();
        Duration first = asked > 0 ? Duration.ofNanos(Math.min(asked, BACK_OFF_MAX.toNanos())) : BACK_OFF;
        return new Backoff(first, BACK_OFF_MAX);
    }

    /// Goes on from what was counted earlier.
    void resume(int failuresBefore, int overloadsBefore) {
        failures = failuresBefore;
        overloads = overloadsBefore;
        limit = failures > 0 ? 1 : limit;
    }

    /// How often in a row it could not be reached.
    int failures() {
        return failures;
    }

    /// How often it has said of late that it has too much to do.
    int overloads() {
        return overloads;
    }

    /// Whether the host is left alone because it cannot be reached.
    boolean isParked() {
        return failures >= PARKED_FROM;
    }

    /// Whether it has been parked often enough.
    boolean isHopeless() {
        return failures >= PARKED_FROM + PARKINGS_MAX;
    }
}
