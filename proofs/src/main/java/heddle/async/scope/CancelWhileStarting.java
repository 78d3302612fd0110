package heddle.async.scope;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import heddle.async.Promise;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/// A thread starts a member of a group that would wait for ever, while another one cancels the group.
@JCStressTest
@Outcome(id = "true", expect = ACCEPTABLE, desc = "the member ends, however far it had come")
@Outcome(id = "false", expect = FORBIDDEN, desc = "it was not told")
@State
public class CancelWhileStarting {
    private final Group group = RealLoop.group();
    private final Promise<Boolean> never = new Promise<>();

    @Actor
    public void starts() {
        group.start("", never::await);
    }

    @Actor
    public void cancels() {
        group.cancel();
    }

    @Arbiter
    public void ends(Z_Result result) {
        result.r1 = Patience.spinUntil(group::isOver);
    }
}
