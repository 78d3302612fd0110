package heddle.async.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.Async;
import heddle.async.TaskGroup;
import heddle.async.task.CancelledException;
import heddle.async.task.TimeoutExceededException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One schedule: a scene, the way it is cancelled, and what must hold whatever happens.
///
/// The act's tasks end before the act does; a wait in a cancelled scope throws again and again; what was thrown is
/// told; afterwards nobody is interrupted or cancelled; the scene's own check holds. That the run ends, and that it
/// leaves no thread and no timer behind, is for whoever runs it to see.
final class Stage {
    private final Tally tally = new Tally();
    private final Play play;
    private final Cause cause;
    private volatile @Nullable Runnable trigger;
    private volatile @Nullable Thread actor;

    Stage(Scene scene, Cause cause) {
        this.play = scene.play().apply(tally);
        this.cause = cause;
    }

    /// What cancels the act; null before that is possible.
    @Nullable Runnable trigger() {
        return trigger;
    }

    /// The public operations that the act is in just now.
    Set<String> operations() {
        var thread = actor;
        return thread == null ? Set.of() : Operations.in(thread.getStackTrace());
    }

    /// Runs it all, on the first task of a loop.
    void run() {
        TaskGroup.run(group -> {
            group.start("helper", play.help());
            var thrown = perform();
            assertThat(Thread.currentThread().isInterrupted())
                    .as("interrupted afterwards")
                    .isFalse();
            Async.yield(); // nobody is cancelled any more
            tally.assertTold(thrown, TimeoutExceededException.class);
        });
        tally.assertNobodyRuns();
        play.check().run();
    }

    private @Nullable Throwable perform() {
        try {
            cause.run(this::act, tally, it -> trigger = it);
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    private void act() throws Exception {
        actor = Thread.currentThread();
        try {
            play.act().run();
        } catch (Throwable e) {
            if (Child.caller().scope().isCancelled() && Failures.isCancellation(e)) {
                assertThatThrownBy(Tally::tick).isInstanceOf(CancelledException.class);
            }
            throw e;
        } finally {
            actor = null;
            tally.assertNobodyRuns();
        }
    }
}
