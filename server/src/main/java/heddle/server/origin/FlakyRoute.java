package heddle.server.origin;

import heddle.http.Status;
import heddle.server.Handler;
import heddle.server.Reply;
import heddle.server.ServerRequest;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/// `/flaky/{percent}`: fails with 503 for that percentage of requests, and works for the others.
///
/// Which ones follows from the seed of the origin and the number of the request; with `?seed=TEXT` from that text
/// alone, so that a URL has one fate.
final class FlakyRoute implements Handler {
    private static final Reply WORKS = Reply.text("this time it works\n");
    private static final Reply FAILS = Reply.text("this time it fails\n").status(Status.SERVICE_UNAVAILABLE);

    private final long seed;
    private final AtomicLong count = new AtomicLong();

    FlakyRoute(long seed) {
        this.seed = seed;
    }

    @Override
    public Reply handle(ServerRequest request) {
        long percent = request.parameterNumber("percent", 0, 100);
        long fate = request.query("seed").map(text -> (long) text.hashCode()).orElseGet(count::incrementAndGet);
        return new SplittableRandom(seed * 31 + fate).split().nextInt(100) < percent ? FAILS : WORKS;
    }
}
