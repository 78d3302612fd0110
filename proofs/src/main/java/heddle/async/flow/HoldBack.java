package heddle.async.flow;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// A connection brings more than its reader has room for, while the reader takes all of it.
@JCStressTest
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "the connection stops, and is let on")
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "it does not stop, and is let on for nothing")
@Outcome(id = "false, false", expect = ACCEPTABLE, desc = "it does not stop")
@Outcome(id = "true, false", expect = FORBIDDEN, desc = "it stops, and nobody lets it on")
@State
public class HoldBack {
    static final int BYTES_MAX = 100;

    private final PieceBuffer body = new PieceBuffer(BYTES_MAX);

    public HoldBack() {
        body.add(new byte[BYTES_MAX]);
    }

    @Actor
    public void connection(ZZ_Result stops) {
        stops.r1 = body.holdsBack();
    }

    @Actor
    public void reader(ZZ_Result letsOn) {
        body.poll();
        letsOn.r2 = body.letsOn();
    }
}
