package heddle.cli.report;

import heddle.fetch.StrategyRun.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The list fetched by every strategy, and the limit that none can beat.
///
/// @param limitSeconds the slowest URL alone, measured; 0 when it could not be
/// @param slowest that URL's line in the list
/// @param concurrency how many URLs the asynchronous strategies had in flight at most
public record Comparison(List<String> urls, double limitSeconds, int slowest, int concurrency, List<Lane> lanes) {
    public List<Lane.Finished> finished() {
        return lanes.stream()
                .filter(Lane.Finished.class::isInstance)
                .map(Lane.Finished.class::cast)
                .toList();
    }

    public Optional<Lane.Finished> finished(String name) {
        return finished().stream().filter(lane -> lane.name().equals(name)).findFirst();
    }

    /// Whether all that did not finish were given up because their time was over.
    public boolean isOnlyLate() {
        return lanes.stream().allMatch(lane -> switch (lane) {
            case Lane.Finished _ -> true;
            case Lane.Unfinished unfinished -> unfinished.isLate();
        });
    }

    /// How many times faster a strategy was than the blocking one, where both finished.
    public Optional<Double> timesFasterThanBlocking(Lane.Finished lane) {
        return finished("blocking").map(blocking -> blocking.wallSeconds() / lane.wallSeconds());
    }

    /// Whether no other strategy needed less time.
    boolean isQuickest(Lane.Finished lane) {
        return finished().stream().allMatch(other -> other.wallSeconds() >= lane.wallSeconds());
    }

    /// The place in the list of the URL that takes longest even in the strategy that is quickest with it; none when
    /// no URL could be fetched.
    public OptionalInt slowestUrl() {
        var best = new HashMap<Integer, Long>();
        finished().stream()
                .flatMap(lane -> lane.run().spans().stream())
                .filter(Span::ok)
                .forEach(span -> best.merge(span.index(), span.endNanos() - span.startNanos(), Math::min));
        return best.entrySet().stream().max(Map.Entry.comparingByValue()).stream()
                .mapToInt(Map.Entry::getKey)
                .findFirst();
    }

    /// What the list takes at least: its slowest URL, or all of them through as many slots as there are.
    public double floorSeconds() {
        double work = finished().stream()
                .mapToDouble(lane -> lane.run().spans().stream()
                                .mapToLong(span -> span.endNanos() - span.startNanos())
                                .sum()
                        / 1e9)
                .min()
                .orElse(0);
        return Math.max(limitSeconds, work / concurrency);
    }
}
