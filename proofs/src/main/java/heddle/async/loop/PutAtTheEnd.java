package heddle.async.loop;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// A loop ends, and hands over what is left, while another thread brings it something, and hands that over if it
/// has ended.
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the loop hands it over")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "who brought it hands it over")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "nobody does, or both do")
@State
public class PutAtTheEnd {
    private final Inbox inbox = new Inbox();

    @Actor
    public void loop(II_Result handedOver) {
        inbox.rest(Inbox.Rest.ENDED);
        handedOver.r1 = takeAll();
    }

    @Actor
    public void foreign(II_Result handedOver) {
        if (inbox.put(() -> {}) == Inbox.Rest.ENDED) {
            handedOver.r2 = takeAll();
        }
    }

    private int takeAll() {
        int count = 0;
        while (inbox.poll() != null) {
            count++;
        }
        return count;
    }
}
