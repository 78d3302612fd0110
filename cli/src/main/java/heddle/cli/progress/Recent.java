package heddle.cli.progress;

import heddle.fetch.account.FetchStatistics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// What has happened of late: in the last five seconds, or where answers take longer, in twice the time that nine of
/// ten take, up to a minute. Otherwise those that are asked for together would end now in this span and now in none,
/// and the rate of late would be that of nobody. For one thread.
final class Recent {
    private static final double SECONDS_MIN = 5;
    private static final double SECONDS_MAX = 60;

    private final Deque<FetchStatistics> samples = new ArrayDeque<>();

    /// Takes a later sample.
    void add(FetchStatistics now) {
        if (now.elapsed().isZero()) {
            return; // it has not begun
        }
        samples.addLast(now);
        Duration span = span(now);
        while (samples.size() > 2 && age(second()).compareTo(span) >= 0) {
            samples.removeFirst();
        }
    }

    private static Duration span(FetchStatistics now) {
        double seconds = Math.clamp(2 * now.times().p90(), SECONDS_MIN, SECONDS_MAX);
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private FetchStatistics second() {
        var each = samples.iterator();
        each.next();
        return each.next();
    }

    private Duration age(FetchStatistics sample) {
        return samples.getLast().elapsed().minus(sample.elapsed());
    }

    /// URLs that came to an end in a second.
    double urlsPerSecond() {
        return samples.size() < 2
                ? 0
                : (samples.getLast().counts().total()
                                - samples.getFirst().counts().total())
                        / seconds();
    }

    /// Bytes of bodies in a second.
    double bytesPerSecond() {
        return samples.size() < 2
                ? 0
                : (samples.getLast().bytes() - samples.getFirst().bytes()) / seconds();
    }

    private double seconds() {
        return Math.max(1e-3, age(samples.getFirst()).toNanos() / 1e9);
    }
}
