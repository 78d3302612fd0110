package heddle.async.loop;

import heddle.async.lock.Patience;
import heddle.async.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One platform thread that carries several loops, a step at a time, in whatever order its caller chooses, and in
/// virtual time: the mechanism under a simulation, whose policy is elsewhere.
///
/// A *step* is one stretch of one virtual thread, from where it was made ready to where it parks or ends; a
/// coroutine's, or that of a loop's I/O thread. Nothing here reads a real clock, and nothing runs by itself: the
/// control code that it was made with runs on this very thread, between the steps, and asks for each.
///
/// **Time** stands still during steps. When nothing is ready the control code may move it to the [next
/// deadline][#nextDeadline()] of any loop.
///
/// **Other threads.** What they make ready comes at a moment that no seed decides, so it is noted as a
/// [wake-up][ForeignWake]. There are two exceptions. Work that a coroutine waits for on another thread begins between
/// two steps, and nothing else runs until it has ended ([#runForeignWork(Duration)]). And a step that comes to a lock
/// which somebody has, the lock of a logger say, goes on where it stands if it gets the lock soon enough ([Patience]):
/// since nothing else runs meanwhile, it is as if the lock had been free.
///
/// **Afterwards** what is ready never goes on. But who still waits for a thread that is not simulated, and is made
/// ready by it, goes on on the JVM's own virtual threads, where it is no coroutine and cannot wait for anything here:
/// it may have got a lock by that, and nobody else would give it back.
///
/// All but [#start()], [#join(Duration)] and [#stack()] is for the simulator's own thread.
public final class Simulator extends Scheduler {
    /// Hears what the loops do.
    public interface Observer {
        /// A timer of `loop` is due and runs; it is the `order`th that was set there.
        void fires(Loop loop, long order);
    }

    /// Another thread made something ready: its name, and where it stood; and whom, unless that is a loop in general.
    public record ForeignWake(
            String threadName, Throwable stack, @Nullable Thread woken) {}

    /// A virtual thread that has begun and not ended, and whether it waits for a lock.
    public record Rider(String label, Thread thread, boolean isAtLock) {}

    /// What another thread made ready, and how that is told; null if somebody waits for it.
    private record Arrival(Runnable stretch, @Nullable ForeignWake wake) {
        /// Whether this is a thread that waited for a monitor and has it now.
        boolean isMonitorOf(Turn turn) {
            return stretch == turn && wake != null && wake.threadName().equals(UNBLOCKER);
        }
    }

    /// Who makes ready what waited for a monitor.
    private static final String UNBLOCKER = "VirtualThread-unblocker";

    /// How long it may take, in real time, from a thread's being woken to its being here.
    private static final Duration ARRIVAL_LIMIT = Duration.ofSeconds(1);

    private final VirtualTime time;
    private final Observer observer;
    private final Runnable control;
    private final List<Loop> loops = new CopyOnWriteArrayList<>();
    private final Map<Thread, Loop> ioLoops = new HashMap<>();
    private final Map<Turn, String> labels = new LinkedHashMap<>();
    private final List<Runnable> ready = new ArrayList<>();
    private final Queue<Arrival> foreign = new ConcurrentLinkedQueue<>();
    private final Queue<ForeignWake> foreignWakes = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> aside = new ArrayDeque<>();
    private Patience patience = Patience.usual();
    private volatile boolean started;
    private volatile boolean ended;

    /// `control` drives it, on the thread that [#thread()] names; when that returns, the simulator has ended.
    ///
    /// Throws [IllegalStateException] where virtual threads cannot be given a scheduler.
    public Simulator(VirtualTime time, Observer observer, Runnable control) {
        super("heddle-simulator");
        if (!Opening.isPresent()) {
            throw new IllegalStateException(
                    "a simulation orders the steps of virtual threads itself, and this JVM does not let it: start Java with "
                            + Opening.flag());
        }
        this.time = time;
        this.observer = observer;
        this.control = control;
    }

    /// Takes the place of the usual patience with locks. Before the start.
    void patience(Patience other) {
        patience = other;
    }

    /// Starts the control code.
    public void start() {
        thread().start();
    }

    /// Waits for the end of the control code, at most so long; false if it goes on.
    public boolean join(Duration limit) throws InterruptedException {
        return thread().join(limit);
    }

    /// What its thread is at, for a run that does not end.
    public StackTraceElement[] stack() {
        return thread().getStackTrace();
    }

    /// A loop of this simulation, started.
    public Loop open(String name, ChannelKinds kinds) {
        var footing = new Simulated(this, name);
        var loop = Loop.simulated(name, kinds, time, footing);
        loops.add(loop);
        ioLoops.put(footing.io(), loop);
        return loop;
    }

    /// How many threads are ready to take a step.
    public int readyCount() {
        takeForeign();
        return ready.size();
    }

    /// Whose step it would be. A label names the loop and the how manyth thread of that loop it is.
    public String label(int index) {
        return ready.get(index) instanceof Turn turn ? labelOf(turn) : "thread";
    }

    /// Takes one step, of the ready thread with that index.
    public void step(int index) {
        var chosen = ready.get(index);
        var last = ready.removeLast();
        if (index < ready.size()) {
            ready.set(index, last);
        }
        chosen.run();
        if (chosen instanceof Turn turn) {
            passLocks(turn);
            if (!turn.thread().isAlive()) {
                labels.remove(turn);
            }
        }
    }

    /// Goes on with a step that came to a lock, as often as it gets the lock soon enough.
    private void passLocks(Turn turn) {
        for (var lock = lockOf(turn); lock != null && patience.await(lock, () -> takeBack(turn)); lock = lockOf(turn)) {
            turn.run();
        }
    }

    private @Nullable Object lockOf(Turn turn) {
        var lock = Patience.lockOf(turn.thread());
        boolean isWoken = lock == null
                && turn.thread().getState() == Thread.State.RUNNABLE
                && !turn.isGivingWay()
                && wasAtMonitor(turn);
        return isWoken ? Patience.MONITOR : lock;
    }

    /// Whether a thread that waits no longer has waited for a monitor. Another thread has woken it: before it
    /// had stopped, and then it has made itself ready; or after, and then it says first that it waits no longer,
    /// and what was woken comes here a moment later.
    private boolean wasAtMonitor(Turn turn) {
        if (ready.lastIndexOf(turn) >= 0) {
            return Patience.isAtMonitor(turn.thread().getStackTrace());
        }
        awaitArrival(turn);
        return foreign.stream().anyMatch(it -> it.isMonitorOf(turn));
    }

    private void awaitArrival(Turn turn) {
        long end = System.nanoTime() + ARRIVAL_LIMIT.toNanos();
        while (foreign.stream().noneMatch(it -> it.stretch() == turn) && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(this, ARRIVAL_LIMIT.toNanos());
        }
    }

    /// Whether it was made ready; then it is no longer. Who is woken before it has stopped makes itself ready.
    private boolean takeBack(Turn turn) {
        return ready.remove(turn) || foreign.removeIf(it -> it.stretch() == turn);
    }

    /// When the next timer of any loop is due; null if none is set.
    public @Nullable Long nextDeadline() {
        Long next = null;
        for (var loop : loops) {
            var deadline = loop.reactor().nextDeadline();
            if (deadline != null && (next == null || deadline - next < 0)) {
                next = deadline;
            }
        }
        return next;
    }

    /// Moves time, and makes the loops ready whose timers are due.
    public void advanceTo(long nanoTime) {
        time.advanceTo(nanoTime);
        for (var loop : loops) {
            var deadline = loop.reactor().nextDeadline();
            if (deadline != null && deadline - nanoTime <= 0) {
                loop.reactor().wake();
            }
        }
    }

    /// Begins the work that waits for another thread, one piece after the other, and blocks until it has ended, or
    /// until so much real time has passed. Whether it has.
    public boolean runForeignWork(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            while (foreignWork() > 0) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                LockSupport.parkNanos(this, left);
            }
            var next = aside.poll();
            if (next == null) {
                return true;
            }
            next.run();
        }
    }

    /// Blocks until another thread makes something ready, at most so long in real time. Whether one has.
    public boolean awaitForeignWake(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (foreign.isEmpty() && foreignWakes.isEmpty()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            LockSupport.parkNanos(this, left);
        }
        return true;
    }

    /// The first wake-up by another thread that nobody waited for, taken out; null if there is none.
    public @Nullable ForeignWake pollForeignWake() {
        takeForeign();
        return foreignWakes.poll();
    }

    /// The threads of all loops that have begun and not ended, in the order they were made.
    public List<Rider> riders() {
        return labels.entrySet().stream()
                .filter(it -> it.getKey().thread().getState() != Thread.State.NEW)
                .map(it -> new Rider(
                        it.getValue(),
                        it.getKey().thread(),
                        Patience.lockOf(it.getKey().thread()) != null))
                .toList();
    }

    /// Makes its thread look whether foreign work has ended.
    void wake() {
        LockSupport.unpark(thread());
    }

    Turn turn(String label, String name) {
        var turn = new Turn(this, name);
        labels.put(turn, label);
        return turn;
    }

    /// Keeps `start`, which begins foreign work, until the present step is over.
    void startAside(Runnable start) {
        aside.add(start);
    }

    void fires(Loop loop, Timer timer) {
        observer.fires(loop, timer.order);
    }

    /// Steps, in no particular order, until `thread` has ended or nothing is ready.
    void stepUntilEnded(Thread thread) {
        while (thread.isAlive() && readyCount() > 0) {
            step(0);
        }
    }

    @Override
    void submit(Runnable stretch) {
        if (isOnThread()) {
            ready.add(stretch);
            return;
        }
        foreign.add(new Arrival(stretch, foreignWake(stretch instanceof Turn turn ? turn.thread() : null)));
        if (ended) {
            handOver();
        } else {
            wake();
        }
    }

    /// Says that the calling thread, which is not the simulator's, has something for a loop.
    void noteForeign() {
        var wake = foreignWake(null);
        if (wake != null) {
            foreignWakes.add(wake);
        }
    }

    private @Nullable ForeignWake foreignWake(@Nullable Thread woken) {
        if (!started || ended || foreignWork() > 0) {
            return null;
        }
        var name = Thread.currentThread().getName();
        return new ForeignWake(name, new Throwable("woken by thread \"" + name + "\""), woken);
    }

    @Override
    @Nullable Loop ioLoopOf(Thread caller) {
        return ioLoops.get(caller);
    }

    @Override
    void tookTurn(Coroutine rider, long nanos) {
        // Real time is of no interest here.
    }

    @Override
    boolean isTimed() {
        return false;
    }

    @Override
    void run() {
        BlockingSockets.initialise();
        started = true;
        try {
            control.run();
        } finally {
            ended = true;
            handOver();
        }
    }

    private void handOver() {
        for (var next = foreign.poll(); next != null; next = foreign.poll()) {
            handOver(next.stretch());
        }
    }

    private String labelOf(Turn turn) {
        return labels.getOrDefault(turn, "ended");
    }

    private int foreignWork() {
        int sum = 0;
        for (var loop : loops) {
            sum += loop.reactor().foreignWork().get();
        }
        return sum;
    }

    private void takeForeign() {
        for (var next = foreign.poll(); next != null; next = foreign.poll()) {
            ready.add(next.stretch());
            if (next.wake() != null) {
                foreignWakes.add(next.wake());
            }
        }
    }

    @Override
    public String toString() {
        return "Simulator[loops=" + loops.size() + ", ready=" + ready.size() + "]";
    }
}
