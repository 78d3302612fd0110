package heddle.testkit;

import heddle.async.loop.Simulator;
import heddle.async.scope.Child;
import heddle.async.scope.Detached;
import heddle.async.scope.Failures;
import heddle.async.scope.Unclaimed;
import heddle.async.scope.Workers;
import heddle.async.task.Body;
import heddle.async.task.Task;
import heddle.async.time.Seconds;
import heddle.async.time.VirtualTime;
import heddle.testkit.wire.Fabric;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Everything there is in one simulation, and its course: the scenario runs to its end, what is left is cancelled,
/// the loops are closed.
///
/// Three sources of chance, split off the seed in this order: whose step is next, the network, the scenario's own.
/// So a scenario that draws once more leaves the network's fates as they were.
final class World {
    private static final int THREADS_MAX = 64;
    private static final int TAIL_LINES = 30;
    /// How many steps what is left of a failed run may take to end.
    private static final int WIND_UP_STEPS = 1_000_000;

    private final long seed;
    private final SimulationOptions options;
    private final Scenario scenario;
    private final VirtualTime time = VirtualTime.start();
    private final Trace trace;
    private final Simulator simulator;
    private final Driver driver;
    private final Fabric fabric;
    private final Network network;
    private final RandomGenerator random;
    private final Workers workers = new Workers(THREADS_MAX);
    private final Unclaimed unclaimed = new Unclaimed();
    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private volatile @Nullable Throwable failure;

    World(long seed, SimulationOptions options, Scenario scenario) {
        this.seed = seed;
        this.options = options;
        this.scenario = scenario;
        this.trace = new Trace(options.traceCharsMax());
        var chance = new SplittableRandom(seed);
        this.simulator =
                new Simulator(time, (loop, order) -> trace.note(loop.name() + "/io", "fires", order), this::live);
        this.driver = new Driver(simulator, time, options, chance.split(), trace);
        this.fabric = new Fabric(chance.split(), trace);
        this.network = new Network(fabric);
        this.random = chance.split();
    }

    /// Called once, on a thread that is not simulated.
    SimulationReport run() {
        simulator.start();
        try (workers) {
            if (!simulator.join(options.realTimeMax())) {
                failure = new Stuck("it has not ended within " + Seconds.text(options.realTimeMax())
                        + " of real time (SimulationOptions.realTimeMax); its thread is"
                        + Driver.frames(simulator.stack()));
                driver.abandon();
            }
        } catch (InterruptedException e) {
            driver.abandon();
            Thread.currentThread().interrupt();
            failure = new Stuck("the thread that waits for it was interrupted", e);
        }
        var failed = failure;
        if (failed != null) {
            throw report(failed);
        }
        return new SimulationReport(seed, time.elapsed(), driver.steps(), trace.fingerprint(), trace.text());
    }

    private SimulationFailure report(Throwable failed) {
        var command = Replay.command(seed);
        var message =
                "seed %d failed after %s of virtual time and %d steps: %s%nReplay it with: %s%nWhat came last:%n%s"
                        .formatted(
                                seed,
                                Seconds.text(time.elapsed()),
                                driver.steps(),
                                failed,
                                command,
                                trace.tail(TAIL_LINES));
        return new SimulationFailure(seed, message, command, trace.text(), failed);
    }

    // ---- on the simulator's thread

    private void live() {
        try {
            var main = new Child<@Nullable Void>(host("main").loop(), null, "main", Body.of(this::play));
            main.start();
            driveToEnd(main);
            endTasks();
            unclaimed.throwFirst();
            for (var host : hosts.values()) {
                Detached.of(host.loop()).close();
            }
        } catch (Throwable e) {
            note(e);
        }
        hosts.values().forEach(host -> host.loop().close());
    }

    private void play() throws Exception {
        scenario.run(new Simulation(this));
    }

    private void driveToEnd(Child<?> main) {
        try {
            driver.drive(() -> main.state() != Task.State.RUNNING);
            main.awaitOutside();
        } catch (Throwable e) {
            note(e instanceof CancellationException ? new Stuck("the scenario was cancelled", e) : e);
            main.cancel();
        }
    }

    /// Cancels what still runs, and lets it end. After a failure that is a courtesy, and has its limit.
    private void endTasks() {
        hosts.values().forEach(Host::cancel);
        if (failure == null) {
            driver.drive(() -> hosts.values().stream().allMatch(Host::isOver));
        }
        hosts.values().forEach(host -> Detached.of(host.loop()).cancel());
        if (failure == null) {
            driver.drive(this::isQuiet);
            return;
        }
        for (int left = WIND_UP_STEPS; left > 0 && !isQuiet() && simulator.readyCount() > 0; left--) {
            simulator.step(0);
        }
    }

    private boolean isQuiet() {
        return simulator.riders().stream().allMatch(it -> it.label().endsWith("/io"));
    }

    private void note(Throwable e) {
        var first = failure;
        if (first == null) {
            failure = e;
        } else {
            Failures.suppress(first, e);
        }
    }

    Host host(String name) {
        return hosts.computeIfAbsent(name, this::add);
    }

    private Host add(String name) {
        var machine = fabric.add(name, address(hosts.size() + 1));
        var loop = simulator.open(name, machine);
        machine.use(loop);
        loop.bind(Workers.OF_LOOP, workers);
        return new Host(loop, machine, unclaimed);
    }

    private static InetAddress address(int number) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {10, (byte) (number >> 16), (byte) (number >> 8), (byte) number});
        } catch (UnknownHostException e) {
            throw new AssertionError("an address has four bytes", e);
        }
    }

    // ---- for the scenario

    long seed() {
        return seed;
    }

    Network network() {
        return network;
    }

    RandomGenerator random() {
        return random;
    }

    long nanoTime() {
        return time.nanoTime();
    }

    void note(String text) {
        trace.note("note", text, 0);
    }

    Driver driver() {
        return driver;
    }
}
