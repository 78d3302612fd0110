package heddle.fetch.exchange;

import heddle.fetch.robots.RobotsRules;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rules of origins, for a day each (RFC 9309, 2.4), and no more than so many together: those that have not been
/// wanted for longest go first. For one thread at a time.
public final class KnownRobots {
    private static final long AGE_MAX = Duration.ofHours(24).toNanos();

    /// Rules over all origins; each origin counts for one besides.
    private static final int WEIGHT_MAX = 200_000;

    private final int weightMax;
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true);
    private int weight;

    private record Known(RobotsRules rules, long since) {
        int weight() {
            return 1 + rules.rules().size();
        }
    }

    /// With none as yet.
    public KnownRobots() {
        this(WEIGHT_MAX);
    }

    KnownRobots(int weightMax) {
        this.weightMax = weightMax;
    }

    /// Notes the rules of an origin.
    public void put(String origin, RobotsRules rules, long now) {
        remove(origin);
        Known added = new Known(rules, now);
        known.put(origin, added);
        weight += added.weight();
        for (Iterator<Known> eldest = known.values().iterator(); weight > weightMax && known.size() > 1; ) {
            weight -= eldest.next().weight();
            eldest.remove();
        }
    }

    /// The rules of an origin, if they are known and of this day.
    public @Nullable RobotsRules find(String origin, long now) {
        Known there = known.get(origin);
        if (there == null) {
            return null;
        }
        if (now - there.since() > AGE_MAX) {
            remove(origin);
            return null;
        }
        return there.rules();
    }

    private void remove(String origin) {
        Known gone = known.remove(origin);
        weight -= gone == null ? 0 : gone.weight();
    }
}
