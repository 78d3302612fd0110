package heddle.cli.progress;

import heddle.fetch.account.FetchStatistics;
import heddle.fetch.account.Tail;
import java.time.Duration;
import java.util.Optional;

/// All that is shown of a moment.
///
/// @param now            what has been counted
/// @param urlsPerSecond  of late
/// @param bytesPerSecond of late
/// @param tail           the host that would be left last
record Moment(FetchStatistics now, double urlsPerSecond, double bytesPerSecond, Optional<Tail> tail) {
    private static final Duration LONGEST = Duration.ofDays(999);

    /// URLs a second since the job began.
    double urlsPerSecondInTheMean() {
        return now.counts().total() / Math.max(1e-3, now.elapsed().toNanos() / 1e9);
    }

    /// URLs that have been read and not come to an end.
    long left() {
        return now.urls() - now.counts().total();
    }

    /// How long the rest takes, if all goes on as of late: what has been read over all hosts, or the one host that
    /// takes longest, whichever is longer. The list may have more; when all that was read is done, nobody knows.
    Optional<Duration> eta() {
        Duration alone = tail.map(Tail::time).orElse(Duration.ZERO);
        if (left() == 0) {
            boolean isEnd = now.isListRead() && now.urls() > 0;
            return isEnd ? Optional.of(Duration.ZERO) : Optional.empty();
        }
        if (urlsPerSecond <= 0) {
            return alone.isZero() ? Optional.empty() : Optional.of(alone);
        }
        double seconds = Math.min(left() / urlsPerSecond, (double) LONGEST.toSeconds());
        Duration together = Duration.ofMillis(Math.round(seconds * 1000));
        return Optional.of(isTailLonger(together) ? alone : together);
    }

    private boolean isTailLonger(Duration together) {
        return tail.isPresent() && tail.get().time().compareTo(together) > 0;
    }

    /// The host that decides when the end will be, if one does alone.
    Optional<Tail> lastAlone() {
        return tail.filter(host -> eta().filter(host.time()::equals).isPresent());
    }
}
