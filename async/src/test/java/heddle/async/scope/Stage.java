package heddle.async.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.Async;
import heddle.async.TaskGroup;
import heddle.async.task.CancelledException;
import heddle.async.task.TimeoutExceededException;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One schedule: a scene, the way it is cancelled, and what must hold whatever happens.
///
/// The act's tasks end before the act does; a wait in a cancelled scope throws again and again; what was thrown is
/// told; afterwards nobody is interrupted or cancelled; the scene's own check holds. An act that is cancelled while
/// nobody but it can go on ends by that. That the run ends, that no time passes before a cancelled act has ended
/// ([#assertOver()]), and that it leaves no thread and no timer behind, is for whoever runs it to see.
final class Stage {
    private final Tally tally = new Tally();
    private final Play play;
    private final Cause cause;
    private volatile @Nullable Runnable trigger;
    private final boolean goesOn;
    private volatile @Nullable Child<?> actor;
    /// The scope that the act as a whole is in.
    private volatile @Nullable Scope scope;
    /// Whether the act was cancelled where it could go on for no other reason.
    private volatile boolean isToThrow;

    Stage(Scene scene, Cause cause) {
        this.goesOn = scene.goesOn();
        this.play = scene.play().apply(tally);
        this.cause = cause;
    }

    /// What cancels the act; null before that is possible.
    @Nullable Runnable trigger() {
        return trigger;
    }

    /// Pulls the trigger where nobody can take a step.
    void cancelInSilence(Runnable present) {
        present.run();
        var around = scope;
        isToThrow = around != null && around.isCancelled() && !goesOn;
    }

    /// Wants the act, which has been cancelled, to have ended, unless it is to go on.
    void assertOver() {
        var acting = actor;
        assertThat(acting == null || goesOn)
                .as("time is to pass, and the act that is cancelled goes on: %s", stack(acting))
                .isTrue();
    }

    private static String stack(@Nullable Child<?> acting) {
        return acting == null ? "" : Arrays.toString(acting.thread().getStackTrace());
    }

    /// The public operations that the act is in just now.
    Set<String> operations() {
        var acting = actor;
        return acting == null ? Set.of() : Operations.in(acting.thread().getStackTrace());
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
        var me = Child.caller();
        actor = me;
        scope = me.scope();
        try {
            play.act().run();
            assertThat(isToThrow).as("it has swallowed its cancellation").isFalse();
        } catch (Throwable e) {
            if (Child.caller().scope().isCancelled() && Failures.isCancellation(e)) {
                assertThatThrownBy(Tally::tick).isInstanceOf(CancelledException.class);
            }
            throw e;
        } finally {
            actor = null;
            scope = null;
            tally.assertNobodyRuns();
        }
    }
}
