package heddle.async.scope;

import heddle.async.loop.Loop;
import heddle.async.loop.LoopLocal;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Where the trees of tasks of a loop begin, for whoever wants to see them: the first tasks of runs, and the groups
/// that belong to no task. Everything else hangs on these.
public final class Roots {
    private static final LoopLocal<Roots> OF_LOOP = LoopLocal.of(Roots::new);

    private final Set<Child<?>> first = ConcurrentHashMap.newKeySet();
    private final Set<Group> groups = ConcurrentHashMap.newKeySet();

    private Roots() {}

    /// Those of `loop`.
    public static Roots of(Loop loop) {
        return loop.local(OF_LOOP);
    }

    /// The first tasks that have not ended.
    public List<Child<?>> first() {
        return List.copyOf(first);
    }

    /// The groups of nobody, in no order.
    public List<Group> groups() {
        return List.copyOf(groups);
    }

    void add(Child<?> child) {
        first.add(child);
    }

    void remove(Child<?> child) {
        first.remove(child);
    }

    void add(Group group) {
        groups.add(group);
    }

    void remove(Group group) {
        groups.remove(group);
    }
}
