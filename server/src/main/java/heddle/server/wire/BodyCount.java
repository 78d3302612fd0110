package heddle.server.wire;

import heddle.http.HttpVersion;

/// How far the body of a connection's current request has come, and what follows from it: whether it comes fast
/// enough, whether its rest may be thrown away, and whether another request may follow. On the I/O thread.
final class BodyCount {
    /// How much of a body that nobody wanted is thrown away to keep the connection.
    private static final long DISCARD_BYTES_MAX = 64 * 1024;

    private boolean isWhole = true;
    private boolean isBroken;
    private long received;
    private long receivedBeforeWindow;
    private long discarded;

    /// A request begins, with a body or without.
    void begin(boolean hasBody) {
        isWhole = !hasBody;
        isBroken = false;
        received = 0;
        discarded = 0;
    }

    /// Its end has come.
    void end() {
        isWhole = true;
    }

    /// It will not come to its end: it is malformed, too large, too slow or cut.
    void breakOff() {
        isBroken = true;
    }

    boolean isWhole() {
        return isWhole;
    }

    boolean isBroken() {
        return isBroken;
    }

    /// Counts bytes for the application; all so far.
    long receive(int bytes) {
        received += bytes;
        return received;
    }

    /// Counts bytes that nobody wants; whether it is worth going on.
    boolean mayDiscard(int bytes) {
        discarded += bytes;
        return discarded <= DISCARD_BYTES_MAX;
    }

    /// A window of time begins.
    void openWindow() {
        receivedBeforeWindow = received;
    }

    /// What came since.
    long inWindow() {
        return received - receivedBeforeWindow;
    }

    /// Whether another request may follow this exchange. What is left of the body must be little enough to be
    /// thrown away.
    boolean letsAnotherFollow(Exchange exchange, ReplyHead reply) {
        RequestHead head = exchange.head();
        if (!head.keepsAlive() || reply.closes() || isBroken) {
            return false;
        }
        if (head.version() == HttpVersion.HTTP_1_0 && reply.framing() == ReplyHead.Framing.CHUNKED) {
            return false;
        }
        Incoming incoming = exchange.incoming();
        if (isWhole || incoming == null) {
            return true;
        }
        return !incoming.isExpecting() && head.bodyLength() - received <= DISCARD_BYTES_MAX;
    }
}
