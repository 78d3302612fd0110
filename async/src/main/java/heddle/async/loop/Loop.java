package heddle.async.loop;

import heddle.async.flight.Flight;
import heddle.async.time.Time;
import heddle.async.view.LoopStatistics;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One thread: its coroutines, its timers, its sockets.
///
/// Everything here may be called from any thread. Whoever opens a loop closes it, after the last coroutine has
/// ended. For how it works see the [package][heddle.async.loop].
public final class Loop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Loop.class);
    private static final AtomicInteger COUNT = new AtomicInteger();
    /// How long closing waits for the loop's threads.
    private static final Duration CLOSING_LIMIT = Duration.ofSeconds(10);

    private final int number = COUNT.incrementAndGet();
    private final String name;
    private final Time time;
    private final ChannelKinds transport;
    private final Duration heldMax;
    private final boolean isDebugged;
    private final Counters counters = new Counters();
    private final Footing footing;
    private final Reactor reactor;
    private final ConcurrentHashMap<LoopLocal<?>, Object> locals = new ConcurrentHashMap<>();
    /// The values of `locals`, in the order they were made.
    private final ConcurrentLinkedQueue<Object> made = new ConcurrentLinkedQueue<>();

    private Loop(Transport transport, Time time, Duration heldMax, boolean isDebugged) {
        this.name = "heddle-loop-" + number;
        this.time = time;
        this.transport = transport;
        this.heldMax = heldMax;
        this.isDebugged = isDebugged;
        var inbox = new Inbox();
        this.footing = Opening.isPresent() ? new Carrier(this, name, inbox) : new PlainFooting(this, name);
        this.reactor = new Reactor(this, transport.handlerFactory(), inbox);
    }

    private Loop(String name, ChannelKinds kinds, Time time, Simulated footing) {
        this.name = name;
        this.time = time;
        this.transport = kinds;
        this.heldMax = Duration.ZERO;
        this.isDebugged = false;
        this.footing = footing;
        this.reactor = new Reactor(this, footing.handlers(), new Inbox());
    }

    /// Starts a loop. A coroutine that holds it for longer than `heldMax` is reported in the log; zero turns that
    /// off.
    public static Loop open(Transport transport, Time time, Duration heldMax) {
        return open(transport, time, heldMax, false);
    }

    /// As [#open(Transport, Time, Duration)]. Debug mode is on if `isDebugged`.
    public static Loop open(Transport transport, Time time, Duration heldMax, boolean isDebugged) {
        Flight.listen();
        var loop = new Loop(transport.resolve(), time, heldMax, isDebugged);
        OpenLoops.add(loop);
        loop.footing.start(loop.reactor);
        Watchdog.watch(loop);
        return loop;
    }

    /// Starts a loop that a simulator carries.
    static Loop simulated(String name, ChannelKinds kinds, Time time, Simulated footing) {
        var loop = new Loop(name, kinds, time, footing);
        footing.start(loop.reactor);
        return loop;
    }

    /// The loop of the calling coroutine or I/O thread.
    ///
    /// Throws [IllegalStateException] on any other thread.
    public static Loop current() {
        var loop = find();
        if (loop == null) {
            throw new IllegalStateException(
                    "thread " + Coroutine.callerName()
                            + " belongs to no loop; call this inside Async.run(...) or Loops.run(...), on a thread that these started");
        }
        return loop;
    }

    /// Whether the calling thread is a coroutine or an I/O thread of some loop.
    public static boolean isPresent() {
        return find() != null;
    }

    /// Throws [IllegalStateException] on a thread of this loop: whoever closes it waits for its tasks.
    public void requireOutside() {
        if (find() == this) {
            throw new IllegalStateException(
                    "a task cannot close the loop that it runs on: it would wait for itself; let whoever opened it do so");
        }
    }

    private static @Nullable Loop find() {
        var coroutine = Coroutine.current();
        if (coroutine != null) {
            return coroutine.loop();
        }
        return Opening.isPresent() ? Scheduler.currentIoLoop() : PlainFooting.currentIoLoop();
    }

    /// Netty's view of this loop: channels register here, and their handlers run on its I/O thread.
    public io.netty.channel.EventLoop netty() {
        return reactor.netty();
    }

    /// The kinds of channel that this loop can drive.
    public ChannelKinds transport() {
        return transport;
    }

    /// Runs `task` on the I/O thread, in order, later: never before this method returns on that thread. The task
    /// must not wait. Throws [java.util.concurrent.RejectedExecutionException] once the loop has ended.
    public void execute(Runnable task) {
        reactor.netty().execute(task);
    }

    /// Runs `action` on the I/O thread `delayNanos` from now, unless it is cancelled first. The action must not
    /// wait.
    public Timer schedule(long delayNanos, Runnable action) {
        return scheduleAt(nanoTime() + delayNanos, action);
    }

    /// Runs `action` on the I/O thread when [#nanoTime()] has reached `deadlineNanos`, unless it is cancelled
    /// first.
    public Timer scheduleAt(long deadlineNanos, Runnable action) {
        var timer = new Timer(this, deadlineNanos, action);
        reactor.add(timer);
        return timer;
    }

    /// The time of this loop, as [System#nanoTime()]; virtual in tests.
    public long nanoTime() {
        return time.nanoTime();
    }

    /// Where the time of this loop comes from.
    public Time time() {
        return time;
    }

    /// A new coroutine that belongs to no scope: nothing cancels it, and what it throws is logged and lost. Start
    /// it as any thread. `name` may be empty.
    public Thread thread(String name, Runnable body) {
        return new Unscoped(this, name, body).unstarted();
    }

    /// This loop's value of `key`, made now if there is none.
    public <T> T local(LoopLocal<T> key) {
        @SuppressWarnings("unchecked") // put below, under the same key
        T value = (T) locals.computeIfAbsent(key, this::make);
        return value;
    }

    private Object make(LoopLocal<?> key) {
        var value = key.make();
        made.add(value);
        return value;
    }

    /// Gives `key` a value before anyone asks for it. Whoever gives it closes it.
    public <T> void bind(LoopLocal<T> key, T value) {
        locals.put(key, value);
    }

    /// Whether the caller runs on this loop's own thread, so that nothing else touches what is confined to the loop
    /// until the caller waits. Without the opening of `java.lang` this is so on the I/O thread alone.
    public boolean isHere() {
        return footing.isHere();
    }

    /// Runs `task` on the loop's own thread: now if the caller [is][#isHere()] there, else later on the I/O thread.
    /// For state that is confined to the loop. The task must not wait. Once the loop has ended there is no such
    /// state, and this does nothing.
    public void runHere(Runnable task) {
        if (footing.isHere()) {
            task.run();
            return;
        }
        try {
            reactor.netty().execute(task);
        } catch (RejectedExecutionException e) {
            log.debug("{} has ended, so nobody needs {}", name, task);
        }
    }

    /// Says that a thread of no loop works for this one from now on, so that virtual time stands still.
    public void beginForeignWork() {
        reactor.foreignWork().incrementAndGet();
    }

    /// Takes [#beginForeignWork()] back. Wake whoever waits for that work first.
    public void endForeignWork() {
        reactor.foreignWork().decrementAndGet();
        if (footing instanceof Simulated simulated) {
            simulated.simulator().wake();
        }
    }

    /// Makes virtual time stand still, since whoever is outside has the next word, until [#resumeTime()]. In a
    /// simulation nobody is outside.
    public void pauseTime() {
        if (!(footing instanceof Simulated)) {
            beginForeignWork();
        }
    }

    /// Takes [#pauseTime()] back.
    public void resumeTime() {
        if (!(footing instanceof Simulated)) {
            endForeignWork();
        }
    }

    /// Starts `work` on a daemon thread of its own, for what would hold the loop for too long and ends by itself:
    /// loading native code, reading a trust store. Virtual time stands still meanwhile. In a simulation, where
    /// nobody minds, it is done at once on the calling thread.
    public void aside(String name, Runnable work) {
        if (footing instanceof Simulated) {
            work.run();
            return;
        }
        beginForeignWork();
        Thread.ofPlatform().daemon().name(name).start(() -> {
            try {
                work.run();
            } finally {
                endForeignWork();
            }
        });
    }

    /// Calls `start`, which hands work to a thread of no loop after [#beginForeignWork()]: now, or in a simulation
    /// as soon as the caller waits, so that it cannot end before that.
    public void startForeignWork(Runnable start) {
        if (footing instanceof Simulated simulated) {
            simulated.simulator().startAside(start);
        } else {
            start.run();
        }
    }

    /// Closes what belongs to this loop, its channels too, and ends its threads. Waits for them, ten seconds at
    /// most; call it from outside the loop.
    @Override
    public void close() {
        if (find() == this) {
            throw new IllegalStateException(name + " cannot be closed by one of its own threads");
        }
        Watchdog.forget(this);
        OpenLoops.remove(this);
        reactor.close();
        boolean interrupted = Thread.interrupted();
        try {
            if (!footing.join(CLOSING_LIMIT)) {
                log.warn("{} has not ended within {}; its threads are left to themselves", this, CLOSING_LIMIT);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void closeLocals() {
        for (var value : made) {
            if (value instanceof AutoCloseable closeable) {
                try {
                    closeable.close();
                } catch (Exception e) {
                    log.warn("{} could not close {}", name, value, e);
                }
            }
        }
    }

    /// What it is called in logs; the name of its host in a simulation.
    public String name() {
        return name;
    }

    /// Whether debug mode is on: what costs too much to be always watched is watched.
    public boolean isDebugged() {
        return isDebugged;
    }

    /// What this loop counts.
    public Counters counters() {
        return counters;
    }

    /// What it has done, and what it has before it. Costs the loop nothing; safe from any thread, also while the
    /// loop is held.
    public LoopStatistics statistics() {
        var backlog = footing.backlog();
        long started = counters.tasksStarted;
        return new LoopStatistics(
                name,
                Duration.ofNanos(System.nanoTime() - counters.openedNanos),
                !(footing instanceof PlainFooting),
                new LoopStatistics.Tasks(started, Math.max(0, started - counters.tasksEnded)),
                new LoopStatistics.Turns(
                        backlog.turns(),
                        reactor.turns(),
                        Duration.ofNanos(counters.longestStretchNanos),
                        counters.longestHeld()),
                new LoopStatistics.Ready(backlog.local(), backlog.foreign(), reactor.pendingTimers()),
                new LoopStatistics.WakeUps(counters.sleeps, counters.foreignWakeUps));
    }

    /// Who has the loop's own thread now; null if it sleeps, or nobody can tell.
    public @Nullable Holding holding() {
        return Holding.at(this);
    }

    /// The present moment, as [System#nanoTime()] was a short while ago: in the turn of a coroutine never older
    /// than that turn and fifteen before it. Not virtual.
    public long roughNanoTime() {
        return footing.roughNanoTime();
    }

    int number() {
        return number;
    }

    Footing footing() {
        return footing;
    }

    Reactor reactor() {
        return reactor;
    }

    Duration heldMax() {
        return heldMax;
    }

    @Override
    public String toString() {
        return "Loop[" + footing + ", transport=" + transport + ", timers=" + reactor.pendingTimers() + "]";
    }
}
