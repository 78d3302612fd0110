package heddle.async.loop;

import heddle.async.time.VirtualTime;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The footing without an opened `java.lang`: coroutines are ordinary virtual threads on the JVM's scheduler, and
/// the reactor has a platform thread of its own.
///
/// Everything means the same as on a [Carrier]; but coroutines of one loop run in parallel here, each hand-off
/// crosses threads, and so it is slower. The I/O thread may be a platform thread because it carries nobody.
///
/// **Giving way.** A thread of the JVM's scheduler stays with a queue of ready threads for as long as that has any,
/// and one that yields goes back to the very same queue. When as many coroutines as there are such threads yield over
/// and over, those that are woken from elsewhere, by the I/O thread that is, stand in another queue for good. So a
/// coroutine that gives way parks once a [slice][#SLICE_NANOS], and the I/O thread wakes it after all whom that had
/// to wake before.
final class PlainFooting implements Footing {
    private static final ThreadLocal<Coroutine> CURRENT = new ThreadLocal<>();

    private static final long SETTLE_NANOS = 200_000;
    /// How long a coroutine may give way to the others on its JVM thread alone.
    private static final long SLICE_NANOS = 200_000;

    private final Loop loop;
    private final String name;
    /// The coroutines' threads, kept only where [#isQuiet()] will be asked: in virtual time.
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    private @Nullable IoThread thread;

    PlainFooting(Loop loop, String name) {
        this.loop = loop;
        this.name = name;
    }

    static @Nullable Coroutine currentCoroutine() {
        return CURRENT.get();
    }

    /// The loop whose I/O thread is calling, or null.
    static @Nullable Loop currentIoLoop() {
        return Thread.currentThread() instanceof IoThread it ? it.loop : null;
    }

    @Override
    public Seat seat(String name) {
        return new PlainSeat(this, name);
    }

    @Override
    public void start(Reactor reactor) {
        thread = new IoThread(loop, reactor, name);
        thread.start();
    }

    @Override
    public boolean isHere() {
        return Thread.currentThread() == thread;
    }

    @Override
    public boolean hasReady() {
        return false;
    }

    @Override
    public void giveWay() {
        // Nobody waits for this thread.
    }

    @Override
    public boolean isQuiet() {
        // One that is about to be started is not alive either, and stays.
        threads.removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
        return threads.stream().noneMatch(thread -> thread.getState() == Thread.State.RUNNABLE);
    }

    @Override
    public long settleNanos() {
        return SETTLE_NANOS;
    }

    @Override
    public boolean join(Duration limit) throws InterruptedException {
        return Objects.requireNonNull(thread).join(limit);
    }

    @Override
    public Glance glance() {
        return new Glance(loop.reactor().turns(), loop.reactor().isPolling() ? null : thread, null);
    }

    @Override
    public Backlog backlog() {
        return Backlog.NONE;
    }

    @Override
    public long roughNanoTime() {
        return System.nanoTime();
    }

    @Override
    public String toString() {
        return name + " (plain)";
    }

    private static final class IoThread extends FastThreadLocalThread {
        private final Loop loop;

        IoThread(Loop loop, Runnable reactor, String name) {
            super(reactor, name);
            this.loop = loop;
            setDaemon(true);
        }
    }

    private static final class PlainSeat implements Seat {
        private final PlainFooting footing;
        private final Thread thread;
        private @Nullable Coroutine rider;
        /// When it last let the I/O thread go first; confined to the thread.
        private long gaveWayNanos;

        PlainSeat(PlainFooting footing, String name) {
            this.footing = footing;
            var builder = Thread.ofVirtual();
            this.thread = (name.isEmpty() ? builder : builder.name(name)).unstarted(this::ride);
        }

        private void ride() {
            var coroutine = Objects.requireNonNull(rider);
            CURRENT.set(coroutine);
            coroutine.run();
        }

        @Override
        public Thread thread() {
            return thread;
        }

        @Override
        public long sinceNanos() {
            return 0;
        }

        @Override
        @SuppressWarnings("ThreadPriorityCheck") // others on this thread of the JVM's go first
        public void giveWay() {
            var isWoken = new AtomicBoolean();
            if (System.nanoTime() - gaveWayNanos < SLICE_NANOS || !askIoThread(isWoken)) {
                Thread.yield();
                return;
            }
            await(isWoken);
            gaveWayNanos = System.nanoTime();
        }

        /// Has the I/O thread wake this one when it has dealt with all that came before; false once the loop has
        /// ended.
        private boolean askIoThread(AtomicBoolean isWoken) {
            try {
                footing.loop.execute(() -> {
                    isWoken.set(true);
                    LockSupport.unpark(thread);
                });
                return true;
            } catch (RejectedExecutionException e) {
                return false;
            }
        }

        /// An interrupt is nobody's business here, and still pending afterwards.
        private void await(AtomicBoolean isWoken) {
            boolean interrupted = false;
            while (!isWoken.get()) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
            if (interrupted) {
                thread.interrupt();
            }
        }

        @Override
        public void take(Coroutine coroutine) {
            rider = coroutine;
            if (footing.loop.time() instanceof VirtualTime) {
                footing.threads.add(thread);
            }
        }
    }
}
