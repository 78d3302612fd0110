package heddle.async.scope;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/// [OutcomeWakes] on a settlement with a bug: who waits looks first and then enlists, so that an outcome can slip
/// in between.
@JCStressTest
@Outcome(id = "true", expect = ACCEPTABLE, desc = "woken")
@Outcome(id = "false", expect = FORBIDDEN, desc = "not woken")
@State
public class PlantedOutcomeWakes {
    /// As long as making a place in the real one's stack takes, on a slow machine.
    private static final int STEPS_BETWEEN = 50;

    private volatile @Nullable Thread waiter;
    private volatile boolean isDone;

    @Actor
    public void waits(Z_Result result) {
        boolean mayPark = !isDone;
        for (int i = 0; i < STEPS_BETWEEN; i++) {
            Thread.onSpinWait();
        }
        waiter = Thread.currentThread();
        result.r1 = !mayPark || Patience.parkOnce(() -> isDone);
    }

    @Actor
    public void brings() {
        isDone = true;
        LockSupport.unpark(waiter);
    }
}
