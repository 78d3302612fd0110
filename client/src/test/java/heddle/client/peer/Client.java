package heddle.client.peer;

import heddle.async.Async;
import heddle.async.LoopOptions;
import heddle.async.time.VirtualTime;
import heddle.client.ClientSession;
import heddle.client.SessionOptions;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.assertj.core.api.Assertions;

/// Runs a piece of a test on a loop, with a session.
public final class Client {
    /// Long enough for a peer's threads to get their turn, on a crowded machine too, before virtual time jumps to
    /// the next timeout.
    private static final Duration GRACE = Duration.ofMillis(200);

    private Client() {}

    public interface Use<T> {
        T with(ClientSession session) throws Exception;
    }

    public interface Visit {
        void with(ClientSession session) throws Exception;
    }

    public static <T> T run(Use<T> use) throws Exception {
        return run(options -> options, use);
    }

    public static <T> T run(UnaryOperator<SessionOptions> options, Use<T> use) throws Exception {
        return Async.run(() -> {
            try (var session = ClientSession.open(options)) {
                return use.with(session);
            }
        });
    }

    public static void visit(UnaryOperator<SessionOptions> options, Visit visit) throws Exception {
        Async.run(() -> {
            try (var session = ClientSession.open(options)) {
                visit.with(session);
            }
        });
    }

    public static void visit(Visit visit) throws Exception {
        visit(options -> options, visit);
    }

    /// As [#visit], on virtual time: timeouts take no time.
    public static void visitInVirtualTime(UnaryOperator<SessionOptions> options, Visit visit) throws Exception {
        Async.run(LoopOptions.defaults().time(VirtualTime.start(GRACE)), () -> {
            try (var session = ClientSession.open(options)) {
                visit.with(session);
            }
        });
    }

    /// The body that a GET of the peer's root gives.
    public static String textOf(ScriptedPeer peer) throws Exception {
        return run(session -> session.get(peer.url()).text());
    }

    /// What a GET of the peer's root fails with.
    public static <T extends Throwable> T failureOf(ScriptedPeer peer, Class<T> type) {
        return Assertions.catchThrowableOfType(type, () -> textOf(peer));
    }
}
