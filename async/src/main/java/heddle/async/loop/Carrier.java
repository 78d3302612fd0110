package heddle.async.loop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The platform thread of a loop and the scheduler of its virtual threads: it runs their continuations, one at a
/// time, in the order they became ready, and nothing else; so it never waits for a lock.
///
/// **Two queues.** A continuation made ready by a thread of this very loop (the common case: the I/O thread wakes a
/// coroutine) goes to `local`, which only the carrier's thread touches: `execute` is called with the calling
/// continuation pinned, so nothing comes in between. One made ready elsewhere goes to the lock-free `foreign`.
///
/// **Waking.** The loop sleeps in one of two places: in its I/O thread's poll ([Reactor], the usual one), or, when
/// that thread is itself parked, here. Each publishes that it is about to sleep and then looks at the queues again;
/// a foreign thread first queues and then looks whether the loop sleeps. One of the two sees the other, and nobody
/// makes a system call to wake what is awake.
///
/// **Turns.** The I/O thread is not queued with the others. Each turn runs it once, then coroutines for a
/// [slice][#SLICE_NANOS] at most, so that a million ready coroutines do not keep it from the sockets.
///
/// **Afterwards.** A virtual thread can outlive its loop (user code may start one on the quiet; it inherits the
/// scheduler). Whatever becomes ready after the end goes to the JVM's scheduler.
final class Carrier implements Footing {
    private static final Logger log = LoggerFactory.getLogger(Carrier.class);

    /// How long coroutines may run before the I/O thread gets a turn.
    private static final long SLICE_NANOS = 200_000;
    /// The clock is read once in so many continuations.
    private static final int CONTINUATIONS_A_LOOK = 16;

    private static final VarHandle CURRENT;
    private static final VarHandle TURNS;

    static {
        try {
            CURRENT = MethodHandles.lookup().findVarHandle(Carrier.class, "current", Coroutine.class);
            TURNS = MethodHandles.lookup().findVarHandle(Carrier.class, "turns", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Loop loop;
    private final CarrierThread thread;
    private final ArrayDeque<Runnable> local = new ArrayDeque<>(256);
    private final ConcurrentLinkedQueue<Runnable> foreign = new ConcurrentLinkedQueue<>();
    private final Turn io;
    private volatile boolean parked;
    private volatile boolean ended;

    // Confined to the carrier's thread; the watchdog looks at the first two as they come.
    private @Nullable Coroutine current;
    private int turns;
    private boolean ioReady;

    Carrier(Loop loop, String name) {
        this.loop = loop;
        this.thread = new CarrierThread(this, name);
        this.io = new Turn(this, name + "-io");
    }

    static @Nullable Coroutine currentCoroutine() {
        return Opening.currentCarrier() instanceof CarrierThread it ? it.carrier.current : null;
    }

    /// The loop whose I/O thread is calling, or null.
    static @Nullable Loop currentIoLoop() {
        return Opening.currentCarrier() instanceof CarrierThread it && Thread.currentThread() == it.carrier.io.thread()
                ? it.carrier.loop
                : null;
    }

    @Override
    public Seat seat(String name) {
        return new Turn(this, name);
    }

    @Override
    public void start(Reactor reactor) {
        io.take(reactor);
        thread.start();
    }

    @Override
    public boolean isHere() {
        return Opening.currentCarrier() == thread;
    }

    @Override
    public boolean hasReady() {
        return !local.isEmpty() || !foreign.isEmpty();
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // this is the scheduler
    public void giveWay() {
        Thread.yield();
    }

    @Override
    public boolean isQuiet() {
        return !hasReady();
    }

    @Override
    public long settleNanos() {
        return 0;
    }

    @Override
    public boolean join(Duration limit) throws InterruptedException {
        return thread.join(limit);
    }

    @Override
    public Glance glance() {
        int turn = (int) TURNS.getOpaque(this) + loop.reactor().turns();
        if (CURRENT.getOpaque(this) instanceof Coroutine busy) {
            return new Glance(turn, busy.thread());
        }
        return new Glance(turn, parked || loop.reactor().isPolling() ? null : io.thread());
    }

    /// Queues a stretch of `turn`, or of some other thread that has this scheduler. Called by the JVM, from any
    /// thread, with the calling continuation pinned.
    void submit(Runnable stretch) {
        if (isHere()) {
            submitHere(stretch);
            return;
        }
        foreign.add(stretch);
        if (ended) {
            handOver();
        } else if (parked) {
            LockSupport.unpark(thread);
        } else {
            loop.reactor().wakeIfPolling();
        }
    }

    private void submitHere(Runnable stretch) {
        if (stretch == io) {
            ioReady = true;
        } else {
            local.add(stretch);
        }
    }

    /// Notes that `rider` (null for anything but a coroutine) runs from now on.
    void turnTo(@Nullable Coroutine rider) {
        TURNS.setOpaque(this, turns + 1);
        CURRENT.setOpaque(this, rider);
    }

    private void run() {
        BlockingSockets.initialise();
        io.thread().start();
        while (io.thread().isAlive()) {
            takeForeign();
            if (ioReady) {
                ioReady = false;
                runOne(io);
            }
            runLocal();
            if (!ioReady && !hasReady() && io.thread().isAlive()) {
                park();
            }
        }
        ended = true;
        local.forEach(foreign::add);
        handOver();
    }

    private void runLocal() {
        long end = System.nanoTime() + SLICE_NANOS;
        int count = 0;
        for (Runnable next = local.poll(); next != null; next = local.poll()) {
            runOne(next);
            if (++count % CONTINUATIONS_A_LOOK == 0 && System.nanoTime() - end > 0) {
                return;
            }
        }
    }

    private void runOne(Runnable stretch) {
        try {
            stretch.run();
        } catch (Throwable e) {
            log.error("a continuation on {} failed; its thread is lost", loop, e);
        }
    }

    private void takeForeign() {
        for (Runnable next = foreign.poll(); next != null; next = foreign.poll()) {
            submitHere(next);
        }
    }

    private void park() {
        parked = true;
        if (!hasReady()) {
            LockSupport.park(this);
        }
        parked = false;
    }

    /// Passes what is left to the JVM's scheduler. Any thread may do so once the loop has ended.
    private void handOver() {
        for (Runnable next = foreign.poll(); next != null; next = foreign.poll()) {
            Opening.defaultScheduler().execute(next instanceof Turn turn ? turn.continuation() : next);
        }
    }

    @Override
    public String toString() {
        return thread.getName() + (parked ? " parked" : " running") + ", foreign=" + foreign.size();
    }

    /// The carrier's thread, recognisable.
    static final class CarrierThread extends Thread {
        private final Carrier carrier;

        CarrierThread(Carrier carrier, String name) {
            super(null, null, name, 0, false);
            this.carrier = carrier;
            setDaemon(true);
        }

        @Override
        public void run() {
            carrier.run();
        }
    }
}
