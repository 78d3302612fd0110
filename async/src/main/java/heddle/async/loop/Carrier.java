package heddle.async.loop;

import heddle.async.flight.Flight;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The platform thread of a loop and the scheduler of its virtual threads: it runs their continuations, one at a
/// time, in the order they became ready, and nothing else; so it never waits for a lock.
///
/// **Two queues.** A continuation made ready by a thread of this very loop (the common case: the I/O thread wakes a
/// coroutine) goes to `local`, which only the carrier's thread touches: `execute` is called with the calling
/// continuation pinned, so nothing comes in between. One made ready elsewhere goes to the lock-free [Inbox].
///
/// **Waking.** The loop sleeps in one of two places: in its I/O thread's poll ([Reactor], the usual one), or, when
/// that thread is itself parked, here. Each publishes in the [Inbox] that it is about to sleep and then looks at the
/// queues again.
///
/// **Turns.** The I/O thread is not queued with the others. Each turn runs it once, then coroutines for a
/// [slice][#SLICE_NANOS] at most, so that neither a million ready coroutines nor one that yields over and over keeps
/// it from the sockets. A look at the clock costs a good part of a short turn. So the first comes after one turn, each
/// further one after twice as many as the last, up to [#TURNS_A_LOOK]: coroutines that compute for longer than a slice
/// let the I/O thread in after each of them, and of short ones only every sixteenth pays.
///
/// **Afterwards.** A virtual thread can outlive its loop (user code may start one on the quiet; it inherits the
/// scheduler). Whatever becomes ready after the end goes to the JVM's scheduler.
final class Carrier extends Scheduler implements Footing {
    private static final Logger log = LoggerFactory.getLogger(Carrier.class);

    /// How long coroutines may run before the I/O thread gets a turn.
    private static final long SLICE_NANOS = 200_000;
    /// So many turns may pass between two looks at the clock.
    private static final int TURNS_A_LOOK = 16;

    private final Loop loop;
    private final ArrayDeque<Runnable> local = new ArrayDeque<>(256);
    private final Inbox inbox;
    private final Turn io;

    /// Confined to the carrier's thread.
    private boolean ioReady;

    Carrier(Loop loop, String name, Inbox inbox) {
        super(name);
        this.loop = loop;
        this.inbox = inbox;
        this.io = new Turn(this, name + "-io");
    }

    @Override
    @Nullable Loop ioLoopOf(Thread caller) {
        return caller == io.thread() ? loop : null;
    }

    @Override
    public Seat seat(String name) {
        return new Turn(this, name);
    }

    @Override
    public void start(Reactor reactor) {
        io.take(reactor);
        thread().start();
    }

    @Override
    public boolean isHere() {
        return isOnThread();
    }

    @Override
    public boolean hasReady() {
        return !local.isEmpty() || !inbox.isEmpty();
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
        return thread().join(limit);
    }

    @Override
    public Glance glance() {
        long turn = glanceAtTurns() + loop.reactor().turns();
        var busy = glanceAtCurrent();
        if (busy != null) {
            return new Glance(turn, busy.thread(), busy);
        }
        return new Glance(turn, inbox.rest() == Inbox.Rest.AWAKE ? io.thread() : null, null);
    }

    @Override
    void submit(Runnable stretch) {
        if (isHere()) {
            submitHere(stretch);
            return;
        }
        if (Flight.isOn() && stretch instanceof Turn turn) {
            Flight.foreignWakeUp(loop.name(), turn.thread());
        }
        switch (inbox.put(stretch)) {
            case AWAKE -> {}
            case POLLING -> loop.reactor().wake();
            case PARKED -> LockSupport.unpark(thread());
            case ENDED -> handOver();
        }
    }

    private void submitHere(Runnable stretch) {
        if (stretch == io) {
            ioReady = true;
        } else {
            local.add(stretch);
        }
    }

    @Override
    void run() {
        BlockingSockets.initialise();
        io.thread().start();
        while (io.thread().isAlive()) {
            round();
        }
        inbox.rest(Inbox.Rest.ENDED);
        local.forEach(inbox::put);
        handOver();
    }

    /// Not in the loop itself: that is never called again, and so stays interpreted for long.
    private void round() {
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

    private void runLocal() {
        if (local.isEmpty()) {
            return;
        }
        long look = lookAtTime();
        long end = look + SLICE_NANOS;
        for (int turns = 1; look - end <= 0; turns = Math.min(2 * turns, TURNS_A_LOOK)) {
            if (!runLocal(turns)) {
                return;
            }
            long last = look;
            look = lookAtTime();
            loop.counters().stretched(look - last);
        }
    }

    /// Runs that many, or all if there are fewer. Whether there was any.
    private boolean runLocal(int turns) {
        for (int i = 0; i < turns; i++) {
            var next = local.poll();
            if (next == null) {
                return i > 0;
            }
            runOne(next);
        }
        return true;
    }

    private void runOne(Runnable stretch) {
        try {
            stretch.run();
        } catch (Throwable e) {
            log.error("a continuation on {} failed; its thread is lost", loop, e);
        }
    }

    private void takeForeign() {
        for (Runnable next = inbox.poll(); next != null; next = inbox.poll()) {
            loop.counters().foreignWakeUps++;
            submitHere(next);
        }
    }

    private void park() {
        var before = inbox.rest(Inbox.Rest.PARKED);
        if (!hasReady()) {
            loop.counters().sleeps++;
            LockSupport.park(this);
        }
        inbox.rest(before);
    }

    /// Passes what is left to the JVM's scheduler. Any thread may do so once the loop has ended.
    private void handOver() {
        for (Runnable next = inbox.poll(); next != null; next = inbox.poll()) {
            handOver(next);
        }
    }

    @Override
    public Backlog backlog() {
        return new Backlog(glanceAtTurns(), local.size(), inbox.size());
    }

    @Override
    public long roughNanoTime() {
        return roughNanos();
    }

    @Override
    boolean isTimed() {
        return loop.isDebugged();
    }

    @Override
    void tookTurn(Coroutine rider, long nanos) {
        if (loop.isDebugged()) {
            Watchdog.tookTurn(rider, nanos);
        }
    }

    @Override
    public String toString() {
        return thread().getName() + " " + inbox.rest() + ", foreign=" + inbox.size();
    }
}
