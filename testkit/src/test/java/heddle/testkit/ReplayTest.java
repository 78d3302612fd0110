package heddle.testkit;

import static heddle.testkit.HttpHosts.assertSame;
import static heddle.testkit.HttpHosts.origin;
import static heddle.testkit.HttpHosts.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.Async;
import heddle.http.HttpException;
import heddle.testkit.network.Link;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// The same seed gives the same trace, byte for byte, in this JVM and in any other.
@Isolated
class ReplayTest {
    private static final long SEED = 20_261_122;

    /// Started in a JVM of its own, with the file that takes the trace.
    static void main(String[] args) throws IOException {
        Files.writeString(
                Path.of(args[0]), Simulation.run(SEED, ReplayTest::troubled).trace());
    }

    /// Everything at once: two hosts that ask, jitter, loss, resets, a partition, failures.
    private static void troubled(Simulation simulation) {
        var server = origin(simulation);
        var other = simulation.host("other");
        simulation
                .network()
                .links(Link.defaults().jitter(Duration.ofMillis(9)).loss(0.02).segmentBytesMax(500));
        var faults = other.start("faults", () -> {
            for (int i = 0; i < 5; i++) {
                Async.sleep(Duration.ofMillis(simulation.random().nextInt(400)));
                simulation.network().resetConnections(server, i % 2 == 0 ? other : simulation.host("main"));
                simulation.network().partition(server, other);
                Async.sleep(Duration.ofMillis(simulation.random().nextInt(400)));
                simulation.network().heal(server, other);
            }
        });
        try (var session = session()) {
            var asking = other.start("asking", () -> ask(simulation, session));
            ask(simulation, session);
            asking.await();
        }
        faults.await();
    }

    private static void ask(Simulation simulation, heddle.client.ClientSession session) {
        Async.forEach(IntStream.range(0, 40).boxed().toList(), 8, it -> {
            try {
                var route = it % 2 == 0 ? "/bytes/" + it * 100 : "/drip?duration=1&numbytes=10";
                session.get("http://server" + route).discard();
            } catch (HttpException e) {
                simulation.note("failed in " + e.phase());
            }
        });
    }

    @Test
    void a_run_is_the_same_twice_and_in_a_jvm_of_its_own(@TempDir Path folder) throws Exception {
        var here = Simulation.run(SEED, ReplayTest::troubled).trace();
        assertThat(here).contains("failed in", "held up", " rst", "main/io fires");
        assertSame(here, Simulation.run(SEED, ReplayTest::troubled).trace());
        assertSame(here, runElsewhere(folder.resolve("trace.txt")));
    }

    @Test
    void another_seed_is_another_run() {
        assertThat(Simulation.run(SEED + 1, ReplayTest::troubled).fingerprint())
                .isNotEqualTo(Simulation.run(SEED, ReplayTest::troubled).fingerprint());
    }

    private static String runElsewhere(Path trace) throws Exception {
        var log = trace.resolveSibling("log.txt").toFile();
        var process = new ProcessBuilder(java(
                        "--add-opens=java.base/java.lang=ALL-UNNAMED", ReplayTest.class.getName(), trace.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        try {
            assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(log.toPath())).isZero();
        return Files.readString(trace);
    }

    private static List<String> java(String opening, String... words) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseParallelGC"); // not the collector of this JVM, to be sure that it does not matter
        command.add(opening);
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.addAll(List.of(words));
        return command;
    }

    @Test
    void without_the_opening_it_says_which_flag_is_missing(@TempDir Path folder) throws Exception {
        var log = folder.resolve("log.txt");
        var process = new ProcessBuilder(java(
                        "-Dheddle.test=none",
                        ReplayTest.class.getName(),
                        folder.resolve("trace.txt").toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(Files.readString(log))
                .contains("IllegalStateException")
                .contains("start Java with --add-opens java.base/java.lang=ALL-UNNAMED");
    }

    @Test
    void the_property_of_a_replay_takes_the_place_of_all_seeds() {
        var seen = new ArrayList<Long>();
        System.setProperty(Seeds.PROPERTY, "77");
        try {
            assertThat(Simulation.search(Seeds.of(0, 1_000), it -> seen.add(it.seed())))
                    .isEqualTo(1);
        } finally {
            System.clearProperty(Seeds.PROPERTY);
        }
        assertThat(seen).containsExactly(77L);
        System.setProperty(Seeds.PROPERTY, "seven");
        try {
            assertThatThrownBy(() -> Simulation.search(Seeds.of(0, 1), _ -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("seven");
        } finally {
            System.clearProperty(Seeds.PROPERTY);
        }
    }
}
