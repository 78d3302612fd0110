package heddle.async;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Failures that nobody has been told of yet: those of tasks that were started from outside and not awaited.
///
/// A hundred are kept; more go to the log at once.
final class Unclaimed {
    private static final Logger log = LoggerFactory.getLogger(Unclaimed.class);
    private static final int KEPT_MAX = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Task<?>, Throwable> failures = new LinkedHashMap<>();

    void add(Task<?> task, Throwable failure) {
        lock.lock();
        try {
            if (failures.size() < KEPT_MAX) {
                failures.put(task, failure);
                return;
            }
        } finally {
            lock.unlock();
        }
        log.error("{} failed, and so have {} others that nobody awaits", task, KEPT_MAX, failure);
    }

    void remove(Task<?> task) {
        lock.lock();
        try {
            failures.remove(task);
        } finally {
            lock.unlock();
        }
    }

    /// Throws the first that is left, with the others suppressed; a checked one inside a
    /// [java.util.concurrent.CompletionException].
    void throwFirst() {
        var left = failures.values().iterator();
        if (!left.hasNext()) {
            return;
        }
        var first = left.next();
        left.forEachRemaining(later -> Failures.suppress(first, later));
        throw Failures.unchecked(first);
    }
}
