package heddle.client.wire;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/// [TimesUnderWay] with a bug: that it was ready is written before when. That this is found shows that the other would
/// be.
@JCStressTest
@Outcome(id = "true", expect = ACCEPTABLE, desc = "no harm done")
@Outcome(id = "false", expect = FORBIDDEN, desc = "it was ready before it was handed over")
@State
public class PlantedTimesUnderWay {
    private final long started = System.nanoTime();
    private volatile boolean wasReady;
    private long ready;

    @Actor
    public void connection() {
        wasReady = true;
        ready = System.nanoTime();
    }

    @Actor
    public void reader(Z_Result isInOrder) {
        isInOrder.r1 = (wasReady ? ready : System.nanoTime()) - started >= 0;
    }
}
