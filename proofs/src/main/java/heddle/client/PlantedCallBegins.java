package heddle.client;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/// [CallBegins] with a bug: that it has begun is written before when. That this is found shows that the other would be.
@JCStressTest
@Outcome(id = "[01]", expect = ACCEPTABLE, desc = "no harm done")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "it has taken as long as the machine has run")
@State
public class PlantedCallBegins {
    private volatile boolean hasBegun;
    private long begun;

    @Actor
    public void background() {
        hasBegun = true;
        begun = CallBegins.BEGUN;
    }

    @Actor
    public void foreground(J_Result spent) {
        spent.r1 = hasBegun ? CallBegins.BEGUN + 1 - begun : 0;
    }
}
