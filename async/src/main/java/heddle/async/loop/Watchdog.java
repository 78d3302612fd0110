package heddle.async.loop;

import heddle.async.flight.Flight;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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
    private static long intervalNanos;
    private static @Nullable Thread thread;

    /// The last look at a loop: which turn it was at, since when, and whether that has been reported.
    private record Sight(long turn, long sinceNanos, boolean isReported) {}

    private Watchdog() {}

    static void watch(Loop loop) {
        if (!loop.heldMax().isPositive()) {
            return;
        }
        lock.lock();
        try {
            sights.put(loop, new Sight(0, System.nanoTime(), true));
            intervalNanos = intervalNanos();
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
                intervalNanos = intervalNanos();
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
                var _ = changed.awaitNanos(intervalNanos);
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
        var holding = loop.holding();
        if (holding == null || loop.footing().glance().turn() != last.turn()) {
            return last; // it went on while we looked
        }
        report(loop, holding, held);
        return new Sight(last.turn(), last.sinceNanos(), true);
    }

    private static void report(Loop loop, Holding holding, Duration held) {
        loop.counters().longestHeld(held);
        log.warn(
                "{} has held its loop for {} ms, and all else there waits; move blocking work into Async.toThread(...),"
                        + " and let long computations call Async.yield() now and then. It {}, at:{}",
                holding.thread(),
                held.toMillis(),
                holding.kind(),
                frames(holding),
                holding.coroutine() == null ? null : holding.coroutine().origin());
        if (Flight.isOn()) {
            Flight.held(loop.name(), holding.thread(), held, frames(holding));
        }
        log.debug("held: {}", loop);
    }

    private static String frames(Holding holding) {
        var text = new StringBuilder();
        for (var frame : holding.stack()) {
            text.append("\n\tat ").append(frame);
        }
        return text.toString();
    }

    /// Reports a turn that was longer than its loop allows, when it is over: in debug mode, where each is timed.
    static void tookTurn(Coroutine rider, long nanos) {
        var loop = rider.loop();
        var held = Duration.ofNanos(nanos);
        if (loop.heldMax().isZero() || held.compareTo(loop.heldMax()) < 0) {
            return;
        }
        loop.counters().longestHeld(held);
        log.warn("{} held its loop for {} ms in one turn", rider, held.toMillis(), rider.origin());
    }
}
