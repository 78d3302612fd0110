package heddle.async.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import heddle.async.Async;
import heddle.async.LoopOptions;
import heddle.async.TaskGroup;
import heddle.async.task.CancelledException;
import heddle.async.time.VirtualTime;
import java.time.Duration;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each scene of [Scenes], cancelled in each of the ways of [Cause] at each of its suspension points.
///
/// The short form, here, takes one order of steps a scene; `bench/scripts/cancel-campaign.sh` gives a range of
/// seeds and a time limit. A failure names the seed, and the point, of the schedule that shows it.
@Execution(ExecutionMode.CONCURRENT)
class CancelAtEveryPointTest {
    private static final long FIRST = Long.getLong("heddle.campaign.first", 1);
    private static final long LAST = Long.getLong("heddle.campaign.last", 1);
    private static final long SECONDS = Long.getLong("heddle.campaign.seconds", 600);
    /// How many schedules a scene, a cause and a seed have where their order cannot be simulated.
    private static final int UNORDERED = Integer.getInteger("heddle.campaign.unordered", 4);
    /// Further than any scene goes.
    private static final int NEVER = 1_000_000;

    private final long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();

    @TestFactory
    Stream<DynamicTest> at_every_suspension_point_of_a_simulated_order() {
        assumeTrue(Simulated.isPossible(), "java.lang is not opened");
        return tests(CancelAtEveryPointTest::runAtEveryPoint);
    }

    private static void runAtEveryPoint(Scene scene, Cause cause, long seed) {
        int steps = Simulated.run(new Stage(scene, cause), seed, NEVER);
        for (int point = 0; point < steps; point++) {
            runSimulated(scene, cause, seed, point);
        }
    }

    private static void runSimulated(Scene scene, Cause cause, long seed, int point) {
        try {
            Simulated.run(new Stage(scene, cause), seed, point);
        } catch (Throwable e) {
            throw new AssertionError(
                    scene.name() + ", " + cause + ", cancelled before step " + point + " of seed " + seed, e);
        }
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void an_act_that_does_not_hear_of_its_cancellation_is_found(Cause cause) {
        assumeTrue(Simulated.isPossible(), "java.lang is not opened");
        var planted = new Scene("deaf", _ -> Play.of(() -> Async.shield(Tally::tick)));
        assertThatThrownBy(() -> runAtEveryPoint(planted, cause, 1))
                .hasStackTraceContaining("the act that is cancelled goes on");
    }

    @ParameterizedTest
    @EnumSource(names = {"TASK", "GROUP"})
    void an_act_that_swallows_its_cancellation_is_found(Cause cause) {
        assumeTrue(Simulated.isPossible(), "java.lang is not opened");
        var planted = new Scene(
                "forgetful",
                _ -> Play.of(() -> {
                    try {
                        Tally.tick();
                    } catch (CancelledException e) {
                        // That is what is to be found.
                    }
                }));
        assertThatThrownBy(() -> runAtEveryPoint(planted, cause, 1))
                .hasStackTraceContaining("it has swallowed its cancellation");
    }

    @Test
    void a_failure_that_hides_the_first_is_found() {
        assumeTrue(Simulated.isPossible(), "java.lang is not opened");
        var planted = new Scene(
                "hiding",
                tally -> Play.of(() -> {
                    var first = tally.planned();
                    var second = tally.planned();
                    second.addSuppressed(first);
                    throw second;
                }));
        assertThatThrownBy(() -> Simulated.run(new Stage(planted, Cause.TASK), 1, NEVER))
                .hasStackTraceContaining("the first failure");
    }

    /// So an operation that is new is in a scene, too.
    @Test
    void every_public_operation_is_cancelled_while_it_waits() {
        assumeTrue(Simulated.isPossible(), "java.lang is not opened");
        var met = new TreeSet<String>();
        for (var scene : Scenes.ALL) {
            int steps = Simulated.run(new Stage(scene, Cause.TASK), 1, NEVER);
            for (int point = 0; point < steps; point++) {
                var stage = new Stage(scene, Cause.TASK);
                Simulated.run(stage, 1, point, () -> met.addAll(stage.operations()));
            }
        }
        assertThat(met).containsAll(Operations.of(CancelAtEveryPointTest.class));
    }

    @TestFactory
    Stream<DynamicTest> at_random_moments_of_a_real_loop() {
        return tests((scene, cause, seed) -> {
            var random = new Random(seed);
            for (int i = 0; i < UNORDERED; i++) {
                int millis = random.nextInt(6);
                int yields = random.nextInt(8);
                try {
                    runReal(scene, cause, Duration.ofMillis(millis), yields);
                } catch (Throwable e) {
                    throw new AssertionError(
                            scene.name() + ", " + cause + ", cancelled after " + millis + " ms and " + yields
                                    + " turns",
                            e);
                }
            }
        });
    }

    private static void runReal(Scene scene, Cause cause, Duration delay, int yields) {
        var stage = new Stage(scene, cause);
        var options = LoopOptions.defaults().time(VirtualTime.start());
        Async.run(
                options,
                () -> TaskGroup.run(group -> {
                    group.start("canceller", () -> {
                        Async.sleep(delay);
                        for (int i = 0; i < yields; i++) {
                            Async.yield();
                        }
                        var trigger = stage.trigger();
                        if (trigger != null) {
                            trigger.run();
                        }
                    });
                    stage.run();
                }));
    }

    private interface Trial {
        void run(Scene scene, Cause cause, long seed);
    }

    private Stream<DynamicTest> tests(Trial trial) {
        return LongStream.rangeClosed(FIRST, LAST)
                .boxed()
                .flatMap(seed -> Scenes.ALL.stream()
                        .takeWhile(_ -> System.nanoTime() < end)
                        .map(scene -> DynamicTest.dynamicTest(scene.name() + ", seed " + seed, () -> {
                            for (var cause : Cause.values()) {
                                trial.run(scene, cause, seed);
                            }
                        })));
    }
}
