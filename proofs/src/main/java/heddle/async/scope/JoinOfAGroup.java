package heddle.async.scope;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// A thread starts a member of a group while another one ends the group and waits for its members.
@JCStressTest
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "the member was started and waited for")
@Outcome(id = "false, false", expect = ACCEPTABLE, desc = "the group had ended, and started nothing")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "what was started was not waited for, or the other way round")
@State
public class JoinOfAGroup {
    private final Group group = RealLoop.group();
    private boolean hasRun;

    @Actor
    public void starts(ZZ_Result result) {
        try {
            group.start("", () -> hasRun = true);
            result.r1 = true;
        } catch (IllegalStateException e) {
            result.r1 = false;
        }
    }

    @Actor
    public void joins(ZZ_Result result) {
        group.joinOutside();
        result.r2 = hasRun;
    }
}
