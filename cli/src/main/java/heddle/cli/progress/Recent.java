package heddle.cli.progress;

import heddle.fetch.account.FetchStatistics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// What has happened in the last five seconds. For one thread.
final class Recent {
    private static final Duration SPAN = Duration.ofSeconds(5);

    private final Deque<FetchStatistics> samples = new ArrayDeque<>();

    /// Takes a later sample.
    void add(FetchStatistics now) {
        if (now.elapsed().isZero()) {
            return; // it has not begun
        }
        samples.addLast(now);
        while (samples.size() > 2 && age(second()).compareTo(SPAN) >= 0) {
            samples.removeFirst();
        }
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
