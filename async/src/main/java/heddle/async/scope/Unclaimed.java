package heddle.async.scope;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Failures that nobody has been told of yet: those of tasks whose group cares for none.
///
/// A hundred are kept; more go to the log at once.
public final class Unclaimed {
    private static final Logger log = LoggerFactory.getLogger(Unclaimed.class);
    private static final int KEPT_MAX = 100;

    private final ReentrantLock lock = new ReentrantLock();
    /// By who failed: a task, or something that was closed.
    private final Map<Object, Throwable> failures = new LinkedHashMap<>();

    /// Keeps `failure` until somebody is told of it.
    public void add(Object who, Throwable failure) {
        lock.lock();
        try {
            if (failures.size() < KEPT_MAX) {
                failures.put(who, failure);
                return;
            }
        } finally {
            lock.unlock();
        }
        log.error("{} failed, and so have {} others that nobody awaits", who, KEPT_MAX, failure);
    }

    void remove(Object who) {
        lock.lock();
        try {
            failures.remove(who);
        } finally {
            lock.unlock();
        }
    }

    /// Throws the first that is left, with the others suppressed; a checked one inside a
    /// [java.util.concurrent.CompletionException].
    public void throwFirst() {
        var left = failures.values().iterator();
        if (!left.hasNext()) {
            return;
        }
        var first = Failures.broughtHere(left.next());
        left.forEachRemaining(later -> Failures.suppress(first, later));
        throw Failures.unchecked(first);
    }
}
