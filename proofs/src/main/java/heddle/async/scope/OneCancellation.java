package heddle.async.scope;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/// Two threads cancel a scope: one of them goes on to tell those inside, and they are cancelled.
@JCStressTest
@Outcome(
        id = {"true, false, true", "false, true, true"},
        expect = ACCEPTABLE,
        desc = "one of them was first")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "both were, or none")
@State
public class OneCancellation {
    private final Scope scope = Scope.inside(null);
    private final Scope inner = Scope.inside(scope);

    @Actor
    public void one(ZZZ_Result result) {
        result.r1 = scope.mark();
    }

    @Actor
    public void other(ZZZ_Result result) {
        result.r2 = scope.mark();
    }

    @Arbiter
    public void inside(ZZZ_Result result) {
        result.r3 = inner.isCancelled();
    }
}
