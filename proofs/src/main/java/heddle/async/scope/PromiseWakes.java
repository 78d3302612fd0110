package heddle.async.scope;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import heddle.async.Promise;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/// A coroutine waits, on a real loop that falls asleep meanwhile, for what another thread brings.
@JCStressTest
@Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "it goes on, and all is there")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "it never goes on, or something is missing")
@State
public class PromiseWakes {
    private final Group group = RealLoop.group();
    private final Promise<Boolean> promise = new Promise<>();
    private int written;

    @Actor
    public void waits(ZI_Result result) {
        var task = group.start("", () -> {
            promise.await();
            return written;
        });
        result.r1 = Patience.spinUntil(task::isDone);
        result.r2 = task.result();
    }

    @Actor
    public void brings() {
        written = 1;
        promise.complete(true);
    }
}
