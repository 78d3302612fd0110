package heddle.async.loop;

import heddle.async.time.VirtualTime;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The footing without an opened `java.lang`: coroutines are ordinary virtual threads on the JVM's scheduler, and
/// the reactor has a platform thread of its own.
///
/// Everything means the same as on a [Carrier]; but coroutines of one loop run in parallel here, each hand-off
/// crosses threads, and so it is slower. The I/O thread may be a platform thread because it carries nobody.
final class PlainFooting implements Footing {
    private static final ThreadLocal<Coroutine> CURRENT = new ThreadLocal<>();

    private static final long SETTLE_NANOS = 200_000;

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
        public void take(Coroutine coroutine) {
            rider = coroutine;
            if (footing.loop.time() instanceof VirtualTime) {
                footing.threads.add(thread);
            }
        }
    }
}
