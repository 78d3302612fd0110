package heddle.server.origin;

import heddle.async.Async;
import heddle.server.Handler;
import heddle.server.Reply;
import heddle.server.ServerRequest;
import java.time.Duration;

/// `/delay/{ms}`: an answer that takes its time, up to ten minutes.
final class DelayRoute implements Handler {
    private static final long MILLISECONDS_MAX = 600_000;
    private static final Reply REPLY = Reply.text("done\n");

    @Override
    public Reply handle(ServerRequest request) {
        long milliseconds = request.parameterNumber("ms", 0, MILLISECONDS_MAX);
        if (milliseconds > 0) {
            Async.sleep(Duration.ofMillis(milliseconds));
        }
        return REPLY;
    }
}
