package heddle.async.scope;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import heddle.async.Promise;
import heddle.async.task.CancelledException;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// A coroutine leaves a scope while another thread cancels that scope: the interrupt stays inside.
@JCStressTest
@Outcome(id = "true, false", expect = ACCEPTABLE, desc = "it has left, uninterrupted")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "it carries the interrupt out, or never ends")
@State
public class CancelWhileLeaving {
    private static final int STEPS_MAX = 300;

    private final Group group = RealLoop.group();
    private final Promise<Boolean> cancelled = new Promise<>();
    private volatile @Nullable Scope inner;
    private volatile @Nullable Child<?> child;

    @Actor
    public void leaves(ZZ_Result result) {
        var task = group.start("", this::enterAndLeave);
        result.r1 = Patience.spinUntil(task::isDone);
        result.r2 = task.result();
    }

    private boolean enterAndLeave() {
        var me = Child.caller();
        var scope = Scope.inside(me.scope());
        me.enter(scope);
        inner = scope;
        child = me;
        stay();
        me.leave(scope);
        cancelled.await();
        awaitIo();
        return Thread.interrupted();
    }

    /// Some time, and often a wait besides, in which the I/O thread tells who is cancelled.
    private static void stay() {
        var random = ThreadLocalRandom.current();
        for (int i = random.nextInt(STEPS_MAX); i > 0; i--) {
            Thread.onSpinWait();
        }
        if (random.nextBoolean()) {
            try {
                awaitIo();
            } catch (CancelledException e) {
                // It was told, as it may be, and leaves.
            }
        }
    }

    /// Whatever the canceller has handed to the I/O thread has been done after this.
    private static void awaitIo() {
        var done = new Promise<Boolean>();
        RealLoop.LOOP.execute(() -> done.complete(true));
        done.await();
    }

    @Actor
    public void cancels() {
        if (Patience.spinUntil(() -> child != null)) {
            Objects.requireNonNull(child).cancel(Objects.requireNonNull(inner));
            cancelled.complete(true);
        }
    }
}
