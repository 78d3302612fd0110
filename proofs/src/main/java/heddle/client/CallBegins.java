package heddle.client;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import heddle.client.signal.CallSignal;
import java.util.Optional;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/// A call begins on account of its fork, a validation in the background, while the coroutine that makes it goes on, to
/// its next hop or to another fork.
@JCStressTest
@Outcome(id = "[01], [01]", expect = ACCEPTABLE, desc = "it has begun just now, or not yet")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "it has taken as long as the machine has run")
@State
public class CallBegins {
    static final long BEGUN = 1_000_000;

    private final Call call = new Call(Optional.empty(), Call.Wanted.RESPONSE, CallSignal.NONE);
    private final Call fork = call.fork();

    @Actor
    public void background() {
        fork.beginAt(BEGUN);
    }

    @Actor
    public void foreground(JJ_Result spent) {
        spent.r1 = call.fork().spentAt(BEGUN + 1);
        spent.r2 = call.spentAt(BEGUN + 1);
    }
}
