package heddle.async.scope;

import heddle.async.loop.Loop;
import heddle.async.loop.LoopLocal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// The groups of a loop that are bound to no stretch of code; the end of the run is their end.
public final class Detached implements AutoCloseable {
    private static final LoopLocal<ConcurrentHashMap<Loop, Detached>> OF_LOOP = LoopLocal.of(ConcurrentHashMap::new);

    private final Loop loop;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Group> groups = new ArrayList<>();
    private final Unclaimed unclaimed = new Unclaimed();

    private Detached(Loop loop) {
        this.loop = loop;
    }

    public static Detached of(Loop loop) {
        return loop.local(OF_LOOP).computeIfAbsent(loop, Detached::new);
    }

    /// A new group of nobody.
    public Group open() {
        lock.lock();
        try {
            groups.removeIf(Group::isOver);
            var group = new Group(loop, unclaimed);
            groups.add(group);
            return group;
        } finally {
            lock.unlock();
        }
    }

    /// Cancels all groups, waits for the end of their tasks, and throws the failures that nobody was told of. On a
    /// thread that is no coroutine, when nothing else runs on the loop.
    @Override
    public void close() {
        groups.forEach(Group::cancel);
        groups.forEach(Group::joinOutside);
        unclaimed.throwFirst();
    }
}
