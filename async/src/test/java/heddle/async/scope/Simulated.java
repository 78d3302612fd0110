package heddle.async.scope;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.loop.Loop;
import heddle.async.loop.Simulator;
import heddle.async.loop.Transport;
import heddle.async.task.Body;
import heddle.async.time.VirtualTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A schedule in simulated order: which of the ready threads takes the next step is drawn from a seed, and the act
/// is cancelled after exactly so many steps. So each suspension point of each order can be met. Once it is cancelled no
/// time passes before the act has ended.
final class Simulated {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Stage stage;
    private final Random random;
    private final int point;
    private final Runnable look;
    private final VirtualTime time = VirtualTime.start();
    private final Simulator simulator;
    private int steps;
    private boolean isCancelled;
    private @Nullable Throwable failure;

    private Simulated(Stage stage, long seed, int point, Runnable look) {
        this.stage = stage;
        this.random = new Random(seed);
        this.point = point;
        this.look = look;
        this.simulator = new Simulator(time, (_, _) -> {}, this::control);
    }

    /// Whether schedules can be simulated in this JVM.
    static boolean isPossible() {
        try {
            return new Simulator(VirtualTime.start(), (_, _) -> {}, () -> {}).stack() != null;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /// Runs `stage`, cancelled before step `point`. How many steps there were.
    static int run(Stage stage, long seed, int point) {
        return run(stage, seed, point, () -> {});
    }

    /// As [#run(Stage, long, int)], and calls `look` just before it is cancelled.
    static int run(Stage stage, long seed, int point, Runnable look) {
        var run = new Simulated(stage, seed, point, look);
        run.simulator.start();
        try {
            assertThat(run.simulator.join(LIMIT))
                    .as(() -> "ended in time; it is at " + Arrays.toString(run.simulator.stack()))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (run.failure != null) {
            throw new AssertionError("after step " + run.steps, run.failure);
        }
        return run.steps;
    }

    private void control() {
        try {
            var loop = simulator.open("loop", Transport.LOCAL);
            try (var workers = new Workers(4)) {
                loop.bind(Workers.OF_LOOP, workers);
                play(loop);
            }
        } catch (Throwable e) {
            failure = e;
        }
    }

    private void play(Loop loop) {
        var main = new Child<@Nullable Void>(loop, null, "main", Body.of(stage::run));
        main.start();
        while (!main.isDone()) {
            var trigger = stage.trigger();
            if (!isCancelled && steps >= point && trigger != null) {
                cancel(trigger);
            }
            step(main);
        }
        while (simulator.readyCount() > 0) {
            simulator.step(0);
        }
        var _ = main.result();
        assertThat(simulator.riders()).as("threads left").hasSize(1); // the loop's own
        assertThat(loop.toString()).contains("timers=0");
        loop.close();
    }

    private void cancel(Runnable trigger) {
        isCancelled = true;
        look.run();
        if (simulator.readyCount() == 0) {
            stage.cancelInSilence(trigger);
        } else {
            trigger.run();
        }
    }

    private void step(Child<?> main) {
        if (simulator.readyCount() > 0) {
            simulator.step(random.nextInt(simulator.readyCount()));
            steps++;
            return;
        }
        assertThat(simulator.runForeignWork(LIMIT)).as("work on threads ended").isTrue();
        if (simulator.readyCount() == 0) {
            var next = simulator.nextDeadline();
            assertThat(next)
                    .as("somebody waits for good: %s, %s", main, simulator.riders())
                    .isNotNull();
            passTime(Objects.requireNonNull(next));
        }
    }

    private void passTime(long next) {
        if (isCancelled && next > time.nanoTime()) {
            stage.assertOver();
        }
        simulator.advanceTo(next);
    }
}
