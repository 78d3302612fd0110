package heddle.async.scope;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/// A thread waits for an outcome that another one brings: it is woken, and sees what was written before.
@JCStressTest
@Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "woken, and all is there")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "not woken, or something is missing")
@State
public class OutcomeWakes {
    private final Settlement<Integer> settlement = new Settlement<>();
    private int written;

    @Actor
    public void waits(ZI_Result result) {
        try (var _ = settlement.enlist()) {
            result.r1 = Patience.parkUntil(settlement::isDone);
        }
        result.r2 = written;
    }

    @Actor
    public void brings() {
        written = 1;
        settlement.complete(1);
    }
}
