package heddle.client.wire;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import heddle.client.signal.ExchangeSignal;
import java.util.Arrays;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// A coroutine asks for the times of a transfer that goes on: of one that it has just given up, or whose request is not
/// out yet while the response has begun.
@JCStressTest
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "nothing was before the start")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "it was ready, or sent, before it was handed over")
@State
public class TimesUnderWay {
    /// So many that the two meet at one of them: they go through them from either end.
    private static final int TRANSFERS = 16;

    private final Transfer[] transfers = new Transfer[TRANSFERS];
    private final long now;

    public TimesUnderWay() {
        Arrays.setAll(transfers, _ -> new Transfer(RealPool.POOL, RealPool.REQUEST, ExchangeSignal.NONE));
        now = transfers[0].nanoTime();
    }

    @Actor
    public void connection() {
        for (Transfer transfer : transfers) {
            transfer.expecting(now);
            transfer.requestSent(now);
        }
    }

    @Actor
    public void reader(ZZ_Result isInOrder) {
        isInOrder.r1 = true;
        isInOrder.r2 = true;
        for (int each = TRANSFERS - 1; each >= 0; each--) {
            TransferTimes times = transfers[each].times();
            isInOrder.r1 &= times.ready() - times.started() >= 0;
            isInOrder.r2 &= times.sent() - times.started() >= 0;
        }
    }
}
