package heddle.async.flow;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicBoolean;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// [HoldBack] with a bug: the connection does not look again after it has published that it stops. That this is found
/// shows that the other would be.
@JCStressTest
@Outcome(
        id = {"true, true", "false, true", "false, false"},
        expect = ACCEPTABLE,
        desc = "no harm done")
@Outcome(id = "true, false", expect = FORBIDDEN, desc = "it stops, and nobody lets it on")
@State
public class PlantedHoldBack {
    private final PieceBuffer body = new PieceBuffer(HoldBack.BYTES_MAX);
    private final AtomicBoolean isHeldBack = new AtomicBoolean();

    public PlantedHoldBack() {
        body.add(new byte[HoldBack.BYTES_MAX]);
    }

    @Actor
    public void connection(ZZ_Result stops) {
        stops.r1 = body.waitingBytes() >= HoldBack.BYTES_MAX;
        isHeldBack.set(stops.r1);
    }

    @Actor
    public void reader(ZZ_Result letsOn) {
        body.poll();
        letsOn.r2 = isHeldBack.get();
    }
}
