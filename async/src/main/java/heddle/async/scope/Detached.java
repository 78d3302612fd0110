package heddle.async.scope;

import heddle.async.loop.Loop;
import heddle.async.loop.LoopLocal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The groups of a loop that are bound to no stretch of code; the end of the run is their end.
public final class Detached implements AutoCloseable {
    private static final LoopLocal<ConcurrentHashMap<Loop, Detached>> OF_LOOP = LoopLocal.of(ConcurrentHashMap::new);

    /// For a loop that somebody holds.
    private static final Duration HANDED_OVER_LIMIT = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(Detached.class);

    private final Loop loop;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Group> groups = new ArrayList<>();
    private final Unclaimed unclaimed = new Unclaimed();
    private final Group common;
    /// Whether the run is over; written under the lock.
    private volatile boolean isCancelled;

    private Detached(Loop loop) {
        this.loop = loop;
        this.common = new Group(loop, unclaimed);
    }

    /// Those of `loop`.
    public static Detached of(Loop loop) {
        return loop.local(OF_LOOP).computeIfAbsent(loop, Detached::new);
    }

    /// The group for what nobody ends, and whose end with the run surprises nobody. Once the run is over it is a new
    /// one each time: what still runs may want it when the one for all has ended.
    public Group common() {
        return isCancelled ? open() : common;
    }

    /// A new group of nobody; cancelled, once the run is over.
    public Group open() {
        var group = new Group(loop, unclaimed);
        boolean isLate;
        lock.lock();
        try {
            isLate = isCancelled;
            if (!isLate) {
                forgetThoseOver(); // later a group is cancelled before anything has begun in it
            }
            groups.add(group);
        } finally {
            lock.unlock();
        }
        if (isLate) {
            group.cancel();
        }
        return group;
    }

    private void forgetThoseOver() {
        groups.removeIf(group -> {
            if (group.isOver()) {
                Roots.of(loop).remove(group);
                return true;
            }
            return false;
        });
    }

    /// Those that there are, while tasks may still open others.
    private List<Group> present() {
        lock.lock();
        try {
            return List.copyOf(groups);
        } finally {
            lock.unlock();
        }
    }

    /// Cancels all groups, and those that their tasks open from now on, and says in the log how many tasks that
    /// concerns, if any.
    public void cancel() {
        lock.lock();
        try {
            isCancelled = true;
        } finally {
            lock.unlock();
        }
        List<Group> present = present();
        int left = present.stream().mapToInt(Group::leftOver).sum();
        if (left > 0) {
            log.warn(
                    left == 1
                            ? "{} task that nobody waits for still runs, and is cancelled with {}"
                            : "{} tasks that nobody waits for still run, and are cancelled with {}",
                    left,
                    loop.name());
            present.forEach(Group::logOrigins);
        }
        present.forEach(Group::cancel);
        common.cancel();
    }

    /// Lets the loop do what it was handed before: who closes a session, and then the loops, has ended its groups.
    /// On a thread that is no coroutine.
    public void awaitHandedOver() {
        var done = new CountDownLatch(1);
        try {
            loop.execute(done::countDown);
            var _ = done.await(HANDED_OVER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The loop has ended, and what it was handed with it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Cancels all groups, waits for the end of their tasks, and throws the failures that nobody was told of. On a
    /// thread that is no coroutine, once; what else runs on the loop has ended.
    @Override
    public void close() {
        cancel();
        common.awaitMembersOutside(); // who is in it may have opened groups below, and not used them yet
        var joined = new HashSet<Group>();
        joinThoseNotIn(joined);
        common.joinOutside();
        joinThoseNotIn(joined);
        unclaimed.throwFirst();
    }

    /// Waits for the tasks of all groups but these, and of those that they open meanwhile.
    private void joinThoseNotIn(Set<Group> joined) {
        for (var left = present(); !joined.containsAll(left); left = present()) {
            for (Group group : left) {
                if (joined.add(group)) {
                    group.joinOutside();
                }
            }
        }
    }
}
