package heddle.bench;

import heddle.fetch.frontier.Report;
import heddle.fetch.frontier.Report.Verdict;
import java.util.SplittableRandom;

/// Hosts of a simulated list: which URL is whose, how quickly each host answers, and how each fails. All follows from
/// the seed; a list of any length takes no memory.
///
/// The first hundredth of the list is of one host, which has its share of the rest, too: a few hosts have most of the
/// URLs, most hosts have a few. Most answer within 20 to 500 ms; one of a hundred is not there, one in fifty fails a
/// tenth of the time, one in a hundred says now and then that it has too much to do.
final class SimulatedHosts {
    private static final long MILLI = 1_000_000;
    private static final double SKEW = 3;

    private final long urls;
    private final int hosts;
    private final SplittableRandom random;

    SimulatedHosts(long urls, int hosts, long seed) {
        this.urls = urls;
        this.hosts = hosts;
        random = new SplittableRandom(seed);
    }

    /// The number of the host of a URL.
    int hostOf(long ordinal) {
        if (ordinal < urls / 100) {
            return 0;
        }
        return (int) (hosts * Math.pow(fraction(ordinal), SKEW));
    }

    /// How long it takes to answer in the mean.
    private static long latency(int host) {
        return (long) (20 * MILLI * Math.pow(25, fraction(host * 0x9E3779B9L + 7)));
    }

    /// How long it takes to answer at least, when it is there.
    long shortest(int host) {
        return latency(host) / 2;
    }

    boolean isDead(int host) {
        return host % 100 == 99;
    }

    /// How long one exchange takes.
    long duration(int host) {
        return isDead(host) ? 3_000 * MILLI : shortest(host) + (long) (latency(host) * random.nextDouble());
    }

    /// What it tells of the host.
    Report report(int host, long duration) {
        if (isDead(host)) {
            return new Report(Verdict.UNREACHABLE, true, 0, 0);
        }
        double chance = random.nextDouble();
        if (host % 100 == 50 && chance < 0.001) {
            return new Report(Verdict.OVERLOADED, true, duration, 30_000 * MILLI);
        }
        boolean isLost = chance < (host % 50 == 1 ? 0.1 : 0.001);
        return new Report(isLost ? Verdict.TROUBLED : Verdict.FINE, isLost, duration, 0);
    }

    /// A fraction of 1 that follows from the number alone (SplitMix64, Steele et al., 2014).
    private static double fraction(long number) {
        long z = (number + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return ((z ^ z >>> 31) >>> 11) * 0x1.0p-53;
    }
}
