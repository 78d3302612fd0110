package heddle.testkit;

import heddle.async.loop.Parking;
import heddle.async.loop.Simulator;
import heddle.async.time.Seconds;
import heddle.async.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Decides how a simulation goes on, step by step: who is next is drawn from the seed; when nobody is ready, time
/// jumps to the next timer; when there is none, the simulation is stuck.
///
/// On the simulator's thread, but for [#abandon()].
final class Driver {
    private static final int FRAMES_SHOWN = 12;
    /// Before a run is called stuck: who it waits for may be a thread that is not simulated, which is worth saying.
    private static final Duration GRACE = Duration.ofMillis(50);
    private static final List<String> MACHINERY =
            List.of("java.lang.", "java.util.concurrent.locks.", "jdk.internal.", "heddle.async.loop.");

    /// A task that lets the others go on as long as timers are due before that time.
    private static final class Pause {
        private final long before;
        private final long endsAt;
        private final Thread thread = Thread.currentThread();
        private boolean isOver;

        /// Then the clock shows `endsAt`, if it does not show a later time.
        Pause(long before, long endsAt) {
            this.before = before;
            this.endsAt = endsAt;
        }
    }

    private final Simulator simulator;
    private final VirtualTime time;
    private final SimulationOptions options;
    private final RandomGenerator random;
    private final Trace trace;
    private final List<Pause> pauses = new ArrayList<>();
    private long steps;
    private volatile boolean isAbandoned;

    Driver(Simulator simulator, VirtualTime time, SimulationOptions options, RandomGenerator random, Trace trace) {
        this.simulator = simulator;
        this.time = time;
        this.options = options;
        this.random = random;
        this.trace = trace;
    }

    /// Goes on until `done`. Throws [Stuck].
    void drive(BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            if (!simulator.runForeignWork(options.realTimeMax())) {
                throw new Stuck("work on another thread (Async.toThread) has not ended within "
                        + Seconds.text(options.realTimeMax()) + " of real time; such work must not wait for a task"
                        + waiting());
            }
            int ready = simulator.readyCount();
            if (ready > 0) {
                step(ready);
            } else if (!endPause()) {
                jump();
            }
            check();
        }
    }

    long steps() {
        return steps;
    }

    /// Makes it throw soon: nobody waits for it any more.
    void abandon() {
        isAbandoned = true;
    }

    /// Parks the calling task until all others have done what they can for so long; what is due then is not done.
    void pauseFor(long nanos) {
        long end = time.nanoTime() + nanos;
        pause(new Pause(end, end));
    }

    /// As [#pauseFor(long)], until all is done that can be done now.
    void pauseForNow() {
        pause(new Pause(time.nanoTime() + 1, time.nanoTime()));
    }

    /// As [#pauseFor(long)], until nothing is left to do.
    void pauseForAll() {
        pause(new Pause(Long.MAX_VALUE, 0));
    }

    private void pause(Pause pause) {
        pauses.add(pause);
        try {
            Parking.await(() -> pause.isOver);
        } finally {
            pauses.remove(pause);
        }
    }

    private void step(int ready) {
        int chosen = ready == 1 ? 0 : random.nextInt(ready);
        trace.note(simulator.label(chosen), "runs", 0);
        steps++;
        simulator.step(chosen);
    }

    /// Ends the pause that is over first, if nothing else is to happen before.
    private boolean endPause() {
        var first = pauses.stream()
                .filter(it -> !it.isOver)
                .min(Comparator.comparingLong(it -> it.before))
                .orElse(null);
        if (first == null) {
            return false;
        }
        var next = simulator.nextDeadline();
        if (next != null && next < first.before) {
            return false;
        }
        time.advanceTo(first.endsAt); // and nobody else is told: what is due then comes after
        trace.moveTo(time.nanoTime());
        first.isOver = true;
        Parking.wake(first.thread);
        return true;
    }

    private void jump() {
        var next = simulator.nextDeadline();
        if (next == null) {
            if (simulator.awaitForeignWake(GRACE)) {
                return; // check() says what is wrong
            }
            throw new Stuck(
                    "no task can go on, and no timer is set: every task waits for another" + orForALock() + waiting());
        }
        if (next > options.virtualTimeMax().toNanos()) {
            throw new Stuck("its clock would pass the limit of " + Seconds.text(options.virtualTimeMax())
                    + " of virtual time (SimulationOptions.virtualTimeMax)" + waiting());
        }
        long now = Math.max(next, time.nanoTime());
        trace.moveTo(now);
        simulator.advanceTo(now);
    }

    private void check() {
        var foreign = simulator.pollForeignWake();
        if (foreign != null) {
            throw new Stuck(
                    "thread \"" + foreign.threadName()
                            + "\", which is not simulated, made a task ready: no seed decides"
                            + " when it does so. Use Async.sleep, Async.toThread and the locks of java.util.concurrent"
                            + " in place of Thread.sleep, threads of your own and contended monitors, and share no lock"
                            + " with a thread that holds it for long" + waiting(it -> it.thread() == foreign.woken()),
                    foreign.stack());
        }
        if (steps >= options.stepsMax()) {
            throw new Stuck("it has taken " + steps + " steps (SimulationOptions.stepsMax)" + waiting());
        }
        if (isAbandoned) {
            throw new Stuck("it was given up");
        }
    }

    private String orForALock() {
        return simulator.riders().stream().anyMatch(Simulator.Rider::isAtLock)
                ? ", or for a lock that a thread which is not simulated may have"
                : "";
    }

    /// Who waits where.
    String waiting() {
        return waiting(it -> !it.label().endsWith("/io"));
    }

    private String waiting(Predicate<Simulator.Rider> who) {
        var waiting = simulator.riders().stream()
                .filter(who)
                .map(it -> "\n  " + it.label() + (it.isAtLock() ? " waits for a lock" : " waits")
                        + frames(it.thread().getStackTrace()))
                .collect(Collectors.joining());
        return waiting.isEmpty() ? "" : "; these wait:" + waiting;
    }

    static String frames(StackTraceElement[] stack) {
        return Stream.of(stack)
                .filter(frame -> MACHINERY.stream().noneMatch(frame.getClassName()::startsWith))
                .limit(FRAMES_SHOWN)
                .map(frame -> "\n      at " + frame)
                .collect(Collectors.joining());
    }
}
