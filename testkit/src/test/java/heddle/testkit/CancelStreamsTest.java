package heddle.testkit;

import static heddle.testkit.StreamScenes.LATENCY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import heddle.async.Async;
import heddle.async.scope.Child;
import heddle.async.stream.BrokenStreamException;
import heddle.async.task.Settled;
import heddle.async.task.Task;
import heddle.net.DialException;
import heddle.net.stream.StreamServer;
import heddle.net.stream.StreamServerOptions;
import heddle.net.stream.Streams;
import heddle.testkit.StreamScenes.Scene;
import heddle.testkit.network.Link;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Each scene of [StreamScenes], on a network in memory, cancelled at ever later moments of virtual time,
/// and after ever more turns of the loop at each, until it is over by itself. It ends then, and leaves no
/// connection at either end.
///
/// The short form, here, takes one seed; `bench/scripts/cancel-campaign.sh` gives a range of them and a time limit.
class CancelStreamsTest {
    private static final long FIRST = Long.getLong("heddle.campaign.first", 1);
    private static final long LAST = Long.getLong("heddle.campaign.last", 1);
    private static final long SECONDS = Long.getLong("heddle.campaign.seconds", 600);
    private static final Duration STEP = Duration.ofMillis(1);
    /// No scene takes longer.
    private static final int STEPS_MAX = 200;

    private static final int TURNS = 3;
    /// How long closing may take one who is cancelled.
    private static final Duration SOON = Duration.ofMillis(10);

    private final long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();

    /// The last of them sees that none is missing: so an operation that is new is in a scene, too.
    @TestFactory
    Stream<DynamicTest> at_every_moment_of_a_simulated_network() {
        var met = new TreeSet<String>();
        var scenes = LongStream.rangeClosed(FIRST, LAST)
                .boxed()
                .flatMap(seed -> StreamScenes.ALL.stream()
                        .takeWhile(_ -> System.nanoTime() < end)
                        .map(scene -> DynamicTest.dynamicTest(
                                scene.name() + ", seed " + seed, () -> met.addAll(play(scene, seed)))));
        var all = DynamicTest.dynamicTest("every public operation has been cancelled while it waited", () -> {
            assumeTrue(System.nanoTime() < end, "the time was up before");
            assertThat(met).containsAll(Operations.of(CancelStreamsTest.class));
        });
        return Stream.concat(scenes, Stream.of(all));
    }

    /// The operations that it was in when it was cancelled.
    private static Set<String> play(Scene scene, long seed) {
        var met = new TreeSet<String>();
        for (int step = 0; step < STEPS_MAX; step++) {
            for (int turns = 0; turns < TURNS; turns++) {
                var schedule = new Schedule(scene, STEP.multipliedBy(step), turns);
                try {
                    Simulation.run(seed, schedule);
                } catch (SimulationFailure e) {
                    throw new AssertionError(
                            scene.name() + ", cancelled after " + step + " ms and " + turns + " turns of seed " + seed,
                            e);
                }
                met.addAll(schedule.met);
                if (schedule.isLate) {
                    return met;
                }
            }
        }
        throw new AssertionError(scene.name() + " is not over after " + STEPS_MAX + " ms");
    }

    /// A scene, cancelled at one moment.
    private static final class Schedule implements Scenario {
        private final Scene scene;
        private final Duration moment;
        private final int turns;
        private final List<StreamServer> servers = new ArrayList<>();
        private Set<String> met = Set.of();
        /// Whether it had ended by itself.
        private boolean isLate;

        Schedule(Scene scene, Duration moment, int turns) {
            this.scene = scene;
            this.moment = moment;
            this.turns = turns;
        }

        @Override
        public void run(Simulation simulation) {
            var main = simulation.host("main");
            simulation.host("server").start("serve", this::serve);
            simulation.runCurrent();
            simulation.network().links(Link.defaults().latency(LATENCY).windowBytes(StreamScenes.WINDOW));
            simulation.host("guest").start("visit", () -> visit(main.ip()));
            cancel(simulation, main.start("act", scene.act()));
            simulation.advanceTimeBy(Duration.ofMinutes(1));
            assertThat(servers.getFirst().statistics().open())
                    .as("open connections")
                    .isZero();
            assertThat(simulation.network().bytesUnread()).as("bytes unread").isZero();
        }

        private void cancel(Simulation simulation, Task<?> act) {
            Async.sleep(moment);
            for (int i = 0; i < turns; i++) {
                Async.yield();
            }
            isLate = act.isDone();
            met = Operations.in(Child.of(act).thread().getStackTrace());
            act.cancel();
            var cancelled = simulation.currentTime();
            assertThat(act.join()).isNotInstanceOf(Settled.Failed.class);
            assertThat(simulation.currentTime().minus(cancelled)).isLessThanOrEqualTo(SOON);
        }

        private void serve() throws IOException {
            try (var server = Streams.listen(StreamServerOptions.at("0.0.0.0", StreamScenes.PORT), scene.server())) {
                servers.add(server);
                server.awaitStop();
            }
        }

        /// Somebody to serve, if the scene has a server.
        private static void visit(String host) throws IOException {
            try (var connection = Streams.connect(host, StreamScenes.OWN_PORT)) {
                connection.read();
            } catch (DialException | BrokenStreamException gone) {
                Async.yield();
            }
        }
    }
}
