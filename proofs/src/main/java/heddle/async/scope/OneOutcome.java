package heddle.async.scope;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/// Two threads bring an outcome.
@JCStressTest
@Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "the first wins")
@Outcome(id = "false, true, 2", expect = ACCEPTABLE, desc = "the second wins")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "who won is not what is there")
@State
public class OneOutcome {
    private final Settlement<Integer> settlement = new Settlement<>();

    @Actor
    public void first(ZZI_Result result) {
        result.r1 = settlement.complete(1);
    }

    @Actor
    public void second(ZZI_Result result) {
        result.r2 = settlement.complete(2);
    }

    @Arbiter
    public void outcome(ZZI_Result result) {
        result.r3 = settlement.await();
    }
}
