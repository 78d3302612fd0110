package heddle.fetch.frontier;

import java.util.ArrayDeque;
import java.util.Queue;

/// One host, or whatever politeness is counted by: what waits for it, what is under way there, and from when on it
/// may be asked again. It belongs to its [Frontier]; others may only look at its name.
public final class Host<T> {
    private static final int ITEMS_AT_FIRST = 2;

    final String key;
    final HostRules rules;

    /// Those whose text is at hand; all that wait without one came after them.
    final Queue<Turn<T>> items = new ArrayDeque<>(ITEMS_AT_FIRST);

    final OrdinalQueue waiting = new OrdinalQueue();
    int active;

    /// Those whose text is being read again.
    int loading;

    long nextStart;

    /// When [DueHosts] gives it out, and where it stands there.
    long due;

    int place = DueHosts.OUT;

    boolean isInRow;
    boolean isThirsty;

    Host(String key, HostRules rules) {
        this.key = key;
        this.rules = rules;
    }

    /// What its URLs have in common.
    public String key() {
        return key;
    }

    /// Whether anything waits.
    boolean hasWork() {
        return !items.isEmpty() || !waiting.isEmpty() || loading > 0;
    }

    boolean hasRoom() {
        return active < rules.concurrency();
    }

    boolean mayBeAsked(long now) {
        return !items.isEmpty() && hasRoom() && nextStart <= now;
    }

    /// Whether nothing waits and nothing is under way.
    boolean isIdle() {
        return active == 0 && !hasWork();
    }

    @Override
    public String toString() {
        return "Host[%s, %d under way, %d with text, %d without]"
                .formatted(key, active, items.size(), waiting.size() + loading);
    }
}
