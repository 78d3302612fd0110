package heddle.client.http2;

import heddle.async.Async;
import heddle.async.LoopOptions;
import heddle.async.time.VirtualTime;
import heddle.client.ClientSession;
import heddle.client.SessionOptions;
import heddle.client.options.Versions;
import java.time.Duration;
import java.util.function.UnaryOperator;

/// Runs a piece of a test on a loop, with a session that speaks HTTP/2 alone.
final class Sessions {
    /// Long enough for a peer's threads to get their turn before virtual time jumps to the next timeout.
    private static final Duration GRACE = Duration.ofMillis(300);

    private Sessions() {}

    interface Visit {
        void with(ClientSession session) throws Exception;
    }

    static void visit(Visit visit) throws Exception {
        visit(options -> options, visit);
    }

    static void visit(UnaryOperator<SessionOptions> change, Visit visit) throws Exception {
        Async.run(() -> run(change, visit));
    }

    /// As [#visit], on virtual time: timeouts take no time.
    static void visitInVirtualTime(UnaryOperator<SessionOptions> change, Visit visit) throws Exception {
        Async.run(LoopOptions.defaults().time(VirtualTime.start(GRACE)), () -> run(change, visit));
    }

    private static void run(UnaryOperator<SessionOptions> change, Visit visit) throws Exception {
        try (var session = ClientSession.open(
                options -> change.apply(options.versions(Versions.HTTP_2).insecure()))) {
            visit.with(session);
        }
    }
}
