package heddle.async.loop;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reports whoever holds a loop for too long, with its stack, once a stretch.
///
/// One daemon thread looks at all loops of the process, twice in the shortest limit; it is there while there are
/// loops to look at. The loops themselves only count their turns. It looks in real time, whatever the loop's time
/// is.
final class Watchdog {
    private static final Logger log = LoggerFactory.getLogger(Watchdog.class);

    private static final ReentrantLock lock = new ReentrantLock();
    private static final Condition changed = lock.newCondition();
    private static final Map<Loop, Sight> sights = new HashMap<>();
    private static @Nullable Thread thread;

    /// The last look at a loop: which turn it was at, since when, and whether that has been reported.
    private record Sight(int turn, long sinceNanos, boolean isReported) {}

    private Watchdog() {}

    static void watch(Loop loop) {
        if (!loop.heldMax().isPositive()) {
            return;
        }
        lock.lock();
        try {
            sights.put(loop, new Sight(0, System.nanoTime(), true));
            if (thread == null) {
                thread = Thread.ofPlatform().daemon().name("heddle-watchdog").start(Watchdog::run);
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    static void forget(Loop loop) {
        lock.lock();
        try {
            if (sights.remove(loop) != null) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private static void run() {
        lock.lock();
        try {
            while (!sights.isEmpty()) {
                sights.replaceAll(Watchdog::look);
                var _ = changed.awaitNanos(intervalNanos());
            }
        } catch (InterruptedException e) {
            log.debug("the watchdog was interrupted and stops looking");
        } finally {
            thread = null;
            lock.unlock();
        }
    }

    private static long intervalNanos() {
        return sights.keySet().stream()
                .mapToLong(loop -> loop.heldMax().toNanos() / 2)
                .min()
                .orElse(0);
    }

    private static Sight look(Loop loop, Sight last) {
        long now = System.nanoTime();
        var glance = loop.footing().glance();
        var holder = glance.holder();
        if (holder == null || glance.turn() != last.turn()) {
            return new Sight(glance.turn(), now, false);
        }
        var held = Duration.ofNanos(now - last.sinceNanos());
        if (last.isReported() || held.compareTo(loop.heldMax()) < 0) {
            return last;
        }
        var stack = holder.getStackTrace();
        if (loop.footing().glance().turn() != last.turn()) {
            return last; // it went on while we looked, and the stack may be anyone's
        }
        report(loop, holder, held, stack);
        return new Sight(last.turn(), last.sinceNanos(), true);
    }

    private static void report(Loop loop, Thread holder, Duration held, StackTraceElement[] frames) {
        var stack = new StringBuilder();
        for (var frame : frames) {
            stack.append("\n\tat ").append(frame);
        }
        log.warn(
                "{} has held its loop for {} ms, and all else there waits; move blocking work into Async.toThread(...),"
                        + " and let long computations call Async.yield() now and then. It is at:{}",
                holder,
                TimeUnit.NANOSECONDS.toMillis(held.toNanos()),
                stack);
        log.debug("held: {}", loop);
    }
}
