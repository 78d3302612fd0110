package heddle.testkit;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// A program run in virtual time, in an order and on a network that one number decides, the seed.
///
/// The program is the real one: coroutines, `ClientSession`, `HttpServer` run unchanged, each on a [Host] in
/// memory. Whenever several tasks are ready the seed draws who is next; when none is, time jumps to the next timer.
/// So a run takes no time to wait, explores orders that a machine seldom shows, and is the same again for the same
/// seed, step by step, in any JVM.
///
///     Simulation.run(42, simulation -> {
///         var server = simulation.host("server");
///         server.start("serve", () -> serve(server));
///         simulation.network().partition(server, simulation.host("main"));
///         ...
///     });
///
/// A run fails, with a [SimulationFailure] that tells the seed and the command to replay it: when its scenario or
/// an unawaited task throws; when no task can go on; when a thread that is not simulated wakes a task; when a limit
/// of the [SimulationOptions] is reached.
///
/// Needs virtual threads with a scheduler of ours (`--add-opens java.base/java.lang=...`); without it [#run] throws
/// [IllegalStateException] with the flag. After kotlinx-coroutines-test's `runTest`, whose words for time these
/// are, and FoundationDB's simulation (Zhou et al., SIGMOD 2021).
public final class Simulation {
    private final World world;

    Simulation(World world) {
        this.world = world;
    }

    /// Runs `scenario` as the seed has it. Throws [SimulationFailure].
    public static SimulationReport run(long seed, Scenario scenario) {
        return run(seed, SimulationOptions.defaults(), scenario);
    }

    /// As [#run(long, Scenario)], within these limits.
    public static SimulationReport run(long seed, SimulationOptions options, Scenario scenario) {
        return new World(seed, options, scenario).run();
    }

    /// Runs `scenario` with one seed after the other, and throws the [SimulationFailure] of the first that fails.
    /// Returns how many were run.
    public static long search(Seeds seeds, Scenario scenario) {
        return search(seeds, SimulationOptions.defaults(), scenario);
    }

    /// As [#search(Seeds, Scenario)], each run within these limits.
    public static long search(Seeds seeds, SimulationOptions options, Scenario scenario) {
        var wanted = seeds.orReplayed();
        long began = System.nanoTime();
        long run = 0;
        while (run < wanted.count()
                && System.nanoTime() - began < wanted.realTimeMax().toNanos()) {
            run(wanted.first() + run, options, scenario);
            run++;
        }
        return run;
    }

    /// The seed of this run.
    public long seed() {
        return world.seed();
    }

    /// The host of that name, which is added if there is none. The scenario itself runs on `main`.
    public Host host(String name) {
        return world.host(name);
    }

    /// The network between the hosts.
    public Network network() {
        return world.network();
    }

    /// For the scenario's own choices: what it draws follows from the seed.
    public RandomGenerator random() {
        return world.random();
    }

    /// Adds a line to the trace.
    public void note(String text) {
        world.note(text);
    }

    /// How far the clock has come.
    public Duration currentTime() {
        return Duration.ofNanos(world.nanoTime());
    }

    /// Moves the clock by so much, while all that was due before that time happens, and nothing that is due then.
    /// Parks.
    public void advanceTimeBy(Duration duration) {
        world.driver().pauseFor(duration.toNanos());
    }

    /// Lets everything happen that can happen at this very time. Parks.
    public void runCurrent() {
        world.driver().pauseForNow();
    }

    /// Lets everything happen, however late, until nothing is left but tasks that wait for the caller. Parks.
    public void advanceUntilIdle() {
        world.driver().pauseForAll();
    }

    @Override
    public String toString() {
        return "Simulation[seed=" + seed() + ", currentTime=" + currentTime() + "]";
    }
}
