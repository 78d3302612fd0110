package heddle.async.loop;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The loops of this JVM that are open, simulated ones left out.
public final class OpenLoops {
    private static final Set<Loop> open = ConcurrentHashMap.newKeySet();

    private OpenLoops() {}

    /// All of them, in the order they were opened.
    public static List<Loop> all() {
        return open.stream().sorted(Comparator.comparingInt(Loop::number)).toList();
    }

    static void add(Loop loop) {
        open.add(loop);
    }

    static void remove(Loop loop) {
        open.remove(loop);
    }
}
