package heddle.async.lock;

import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// How long, in real time, a simulated step waits for a lock that it has come to.
///
/// A thread outside the simulation gives its lock up soon, as one that writes a line to a log does; another coroutine
/// does not, as long as the step waits. Who has it cannot be asked. So each lock gets a little time, and none once the
/// wait for it was in vain; monitors count as one lock, since they cannot be told apart.
///
/// On the simulator's own thread, but for what is static.
public final class Patience {
    /// Whatever monitor a thread waits for.
    public static final Object MONITOR = new Object();

    /// More: coroutines of one simulation must not contend for monitors anyway, since the JVM wakes who waits for one
    /// by a thread of its own.
    private static final Duration WITH_MONITORS = Duration.ofMillis(100);

    private static final Duration WITH_A_LOCK = Duration.ofMillis(2);
    private static final Duration IN_ALL = Duration.ofMillis(500);

    private final long monitorNanos;
    private final long lockNanos;
    private final Set<Object> inVain = Collections.newSetFromMap(new IdentityHashMap<>());
    private long leftNanos;

    private Patience(Duration withMonitors, Duration withALock, Duration inAll) {
        this.monitorNanos = withMonitors.toNanos();
        this.lockNanos = withALock.toNanos();
        this.leftNanos = inAll.toNanos();
    }

    /// What a run has.
    public static Patience usual() {
        return new Patience(WITH_MONITORS, WITH_A_LOCK, IN_ALL);
    }

    /// So much with everything.
    public static Patience of(Duration most) {
        return new Patience(most, most, most);
    }

    /// What `thread` waits for to the exclusion of others: a [#MONITOR], or the lock as the JDK calls it; null if it
    /// waits for something else, or not at all.
    public static @Nullable Object lockOf(Thread thread) {
        if (thread.getState() == Thread.State.BLOCKED) {
            return MONITOR;
        }
        var blocker = LockSupport.getBlocker(thread);
        boolean isLock =
                blocker != null && blocker.getClass().getName().startsWith("java.util.concurrent.locks.Reentrant");
        return isLock ? blocker : null;
    }

    /// Whether a virtual thread that has stopped there has stopped for a monitor: to yield or to park it calls the JDK.
    public static boolean isAtMonitor(StackTraceElement[] stack) {
        return stack.length > 0 && !stack[0].getClassName().equals("java.lang.VirtualThread");
    }

    /// Blocks until `isFreed` as far as there is patience with `lock`; whoever makes it so unparks the calling thread.
    /// Whether it came so.
    public boolean await(Object lock, BooleanSupplier isFreed) {
        long began = System.nanoTime();
        long end = began + nanos(lock);
        while (!isFreed.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                inVain.add(lock);
                leftNanos -= System.nanoTime() - began;
                return false;
            }
            LockSupport.parkNanos(this, left);
        }
        return true;
    }

    private long nanos(Object lock) {
        if (inVain.contains(lock)) {
            return 0;
        }
        return Math.clamp(leftNanos, 0, lock == MONITOR ? monitorNanos : lockNanos);
    }
}
