package heddle.async.loop;

import heddle.async.time.VirtualTime;
import io.netty.channel.IoHandlerFactory;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What the I/O thread of a loop does: fires due timers, moves bytes, runs what was handed to it, gives way to
/// ready coroutines, and sleeps in the poll when there is nothing to do.
///
/// While there are tasks or ready coroutines the sockets are looked at only every [#POLL_NANOS], since each look is
/// a system call; when none is left they are looked at at once.
final class Reactor implements Runnable {
    /// How long tasks may run before the sockets or coroutines get a turn.
    private static final long SLICE_NANOS = 200_000;
    /// How long ready sockets may wait for ready coroutines.
    private static final long POLL_NANOS = 100_000;
    /// How often, in virtual time, to look whether foreign work has ended. Its end also wakes the loop.
    private static final long LOOK_NANOS = 1_000_000;
    private static final int GRACE_PARTS = 16;

    private final Loop loop;
    private final EventLoop netty;
    private final Inbox inbox;
    private final @Nullable Simulator simulator;
    private final @Nullable VirtualTime virtual;
    private final Timers timers = new Timers();
    private final AtomicInteger foreignWork = new AtomicInteger();
    private volatile boolean closing;
    private volatile long turns;
    private long polledNanos;

    Reactor(Loop loop, IoHandlerFactory handlers, Inbox inbox) {
        this.loop = loop;
        this.inbox = inbox;
        this.simulator = loop.footing() instanceof Simulated it ? it.simulator() : null;
        // Looked at here, so that no class is to be loaded later, when the process may have no file left for it.
        this.virtual = loop.time() instanceof VirtualTime it ? it : null;
        this.netty = new EventLoop(this, handlers, loop.time());
    }

    EventLoop netty() {
        return netty;
    }

    /// Whether the loop sleeps in its poll, or is about to.
    boolean isPolling() {
        return inbox.rest() == Inbox.Rest.POLLING;
    }

    /// How many rounds it has made, for the watchdog.
    long turns() {
        return turns;
    }

    /// When it last came out of its poll.
    long polledNanos() {
        return polledNanos;
    }

    int pendingTimers() {
        return timers.size();
    }

    AtomicInteger foreignWork() {
        return foreignWork;
    }

    /// Whether it may sleep; asked by the poll after it has published that it is about to.
    boolean maySleep() {
        return !closing && !loop.footing().hasReady();
    }

    void wake() {
        netty.wakeup();
    }

    void close() {
        closing = true;
        netty.wakeup();
    }

    void add(Timer timer) {
        if (!loop.footing().isHere()) {
            netty.execute(() -> addHere(timer));
            return;
        }
        addHere(timer);
        if (isPolling() && timers.first() == timer) {
            netty.wakeup(); // the I/O thread is unmounted and sleeps towards a later timer
        }
    }

    private void addHere(Timer timer) {
        if (!timer.hasEnded()) {
            timers.add(timer);
        }
    }

    /// Takes a cancelled timer out, so that a long timeout leaves nothing behind.
    void forget(Timer timer) {
        if (loop.footing().isHere()) {
            timers.remove(timer);
            return;
        }
        try {
            netty.execute(() -> timers.remove(timer));
        } catch (RejectedExecutionException e) {
            // The loop has ended, and its timers with it.
        }
    }

    @Override
    public void run() {
        netty.setOwningThread(Thread.currentThread());
        if (Thread.currentThread() instanceof FastThreadLocalThread) {
            runUntilClosed();
        } else {
            FastThreadLocalThread.runWithFastThreadLocal(this::runUntilClosed);
        }
    }

    private void runUntilClosed() {
        netty.runNow(-1);
        while (!closing) {
            turn();
        }
        finishQueued();
        loop.closeLocals();
        netty.drift();
        var _ = netty.shutdownGracefully(0, 0, TimeUnit.NANOSECONDS);
        while (!netty.isTerminated()) {
            netty.runNow();
        }
    }

    /// Runs what was handed over before the end began: a session that was closed closes its connections, and an
    /// exchange that was cancelled is given up, before the end looks for leftovers.
    private void finishQueued() {
        var isDone = new boolean[1];
        netty.execute(() -> isDone[0] = true);
        while (!isDone[0]) {
            netty.runNonBlockingTasks(SLICE_NANOS);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    private void turn() {
        turns++;
        fireDue();
        int ran = netty.runNonBlockingTasks(SLICE_NANOS);
        if (ran == 0 && !loop.footing().hasReady()) {
            idle();
        } else if (System.nanoTime() - polledNanos > POLL_NANOS) {
            netty.runNow(-1);
            polledNanos = System.nanoTime();
        }
        if (loop.footing().hasReady()) {
            loop.footing().giveWay();
        }
    }

    private void fireDue() {
        if (timers.size() == 0) {
            return;
        }
        long now = loop.nanoTime();
        for (var due = timers.pollDue(now); due != null; due = timers.pollDue(now)) {
            if (simulator != null && !due.hasEnded()) {
                simulator.fires(loop, due);
            }
            due.fire();
        }
    }

    private void idle() {
        if (simulator != null) {
            netty.run(0, SLICE_NANOS); // parks until the simulator, or a task, wakes it
            return;
        }
        if (virtual != null) {
            idle(virtual);
            return;
        }
        var first = timers.first();
        sleep(first == null ? 0 : Math.max(1, first.deadlineNanos() - loop.nanoTime()));
    }

    private void idle(VirtualTime virtual) {
        if (!isQuiet()) {
            sleep(LOOK_NANOS);
            return;
        }
        long grace = Math.max(virtual.grace().toNanos(), loop.footing().settleNanos());
        if (!staysIdle(grace)) {
            return;
        }
        var next = nextDeadline();
        if (next == null) {
            sleep(loop.footing().settleNanos());
        } else {
            virtual.advanceTo(next);
        }
    }

    /// Whether nothing comes for so long, in real time. A poll that ends early with nothing to show, as it does when a
    /// wake-up comes twice, is no sign of that.
    private boolean staysIdle(long graceNanos) {
        if (graceNanos == 0) {
            return netty.runNow(SLICE_NANOS) == 0 && isQuiet();
        }
        return passes(graceNanos, System::nanoTime, nanos -> sleep(nanos) == 0 && !closing && isQuiet());
    }

    /// Whether `sleep`, called for a part of the grace again and again, is undisturbed for so long. A sleep counts
    /// for no more than it was to take: when it takes longer the machine is busy, and so may be whoever has
    /// something on its way.
    static boolean passes(long graceNanos, LongSupplier clock, LongPredicate sleep) {
        long part = Math.max(graceNanos / GRACE_PARTS, LOOK_NANOS);
        long left = graceNanos;
        while (left > 0) {
            long most = Math.min(part, left);
            long began = clock.getAsLong();
            if (!sleep.test(most)) {
                return false;
            }
            left -= Math.min(most, clock.getAsLong() - began);
        }
        return true;
    }

    private boolean isQuiet() {
        return foreignWork.get() == 0 && loop.footing().isQuiet();
    }

    /// When the next timer is due, Netty's included; null if there is none. Confined to the loop's thread.
    @Nullable Long nextDeadline() {
        var first = timers.first();
        Long theirs = netty.nextDeadline();
        if (first == null) {
            return theirs;
        }
        return theirs == null ? first.deadlineNanos() : Long.valueOf(Math.min(theirs, first.deadlineNanos()));
    }

    /// Polls for at most so long, for ever if 0; returns how many events and tasks it handled.
    private int sleep(long nanosMax) {
        loop.counters().sleeps++;
        inbox.rest(Inbox.Rest.POLLING);
        try {
            return netty.run(nanosMax, SLICE_NANOS);
        } finally {
            inbox.rest(Inbox.Rest.AWAKE);
            polledNanos = System.nanoTime();
        }
    }
}
