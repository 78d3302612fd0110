package heddle.async.loop;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// [SleepAndWake] with a bug: the loop does not look again after it has published that it is about to sleep. That
/// this is found shows that the other would be.
@JCStressTest
@Outcome(
        id = {"true, true", "false, true", "false, false"},
        expect = ACCEPTABLE,
        desc = "no harm done")
@Outcome(id = "true, false", expect = FORBIDDEN, desc = "it sleeps and nobody wakes it")
@State
public class PlantedSleepAndWake {
    private final Inbox inbox = new Inbox();

    @Actor
    public void loop(ZZ_Result sleeps) {
        boolean isEmpty = inbox.isEmpty();
        inbox.rest(Inbox.Rest.PARKED);
        sleeps.r1 = isEmpty;
    }

    @Actor
    public void foreign(ZZ_Result wakes) {
        wakes.r2 = inbox.put(() -> {}) != Inbox.Rest.AWAKE;
    }
}
