package heddle.async.loop;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// A loop goes to sleep while another thread brings it something.
@JCStressTest
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "it sleeps and is woken")
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "it stays awake and is woken for nothing")
@Outcome(id = "false, false", expect = ACCEPTABLE, desc = "it stays awake")
@Outcome(id = "true, false", expect = FORBIDDEN, desc = "it sleeps and nobody wakes it")
@State
public class SleepAndWake {
    private final Inbox inbox = new Inbox();

    @Actor
    public void loop(ZZ_Result sleeps) {
        inbox.rest(Inbox.Rest.PARKED);
        sleeps.r1 = inbox.isEmpty();
    }

    @Actor
    public void foreign(ZZ_Result wakes) {
        wakes.r2 = inbox.put(() -> {}) != Inbox.Rest.AWAKE;
    }
}
