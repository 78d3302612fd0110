package heddle.server.wire;

import heddle.async.loop.Parking;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One request and its reply, as the coroutine that answers it sees them.
///
/// Exactly one of these ends it: [#reply]; or [#begin], [#write]…, [#end]; or [#abort]. None of them but [#write]
/// waits, and none fails because the peer has gone: that is seen by [#write], or nobody cares.
public final class Exchange {
    /// How many bytes may be on their way to the peer before a writer waits.
    private static final long WINDOW_BYTES = 256 * 1024;

    private final Connection connection;
    private final RequestHead head;
    private final @Nullable Incoming body;
    private long sent;
    private volatile long taken;
    private volatile boolean isGone;
    private volatile @Nullable Thread writer;

    Exchange(Connection connection, RequestHead head) {
        this.connection = connection;
        this.head = head;
        body = head.hasBody() ? new Incoming(connection, head.expectsContinue()) : null;
    }

    /// The request's head.
    public RequestHead head() {
        return head;
    }

    /// The request's body; empty when it has none.
    public Optional<Incoming> body() {
        return Optional.ofNullable(body);
    }

    /// Sends a whole reply. `body` belongs to the connection from here on, and is not changed by it.
    public void reply(ReplyHead replyHead, byte[] body) {
        connection.execute(() -> connection.reply(this, replyHead, body));
    }

    /// Sends the head of a streamed reply.
    public void begin(ReplyHead replyHead) {
        connection.execute(() -> connection.begin(this, replyHead));
    }

    /// Sends a part of a streamed reply; parks while the peer is too far behind. The array belongs to the
    /// connection from here on. Returns `false` when the peer is gone, and the rest need not be made.
    public boolean write(byte[] part, int length) {
        sent += length;
        connection.execute(() -> connection.write(this, part, length));
        if (!isBehind()) {
            return !isGone;
        }
        writer = Thread.currentThread();
        try {
            Parking.await(() -> isGone || !isBehind());
        } finally {
            writer = null;
        }
        return !isGone;
    }

    /// Ends a streamed reply.
    public void end() {
        connection.execute(() -> connection.end(this));
    }

    /// Cuts the connection, so that the peer sees that the reply is not whole.
    public void abort() {
        connection.execute(() -> connection.abort(this));
    }

    private boolean isBehind() {
        return sent - taken > WINDOW_BYTES;
    }

    @Nullable Incoming incoming() {
        return body;
    }

    /// I/O thread: the peer, or the kernel for it, took that many bytes.
    @SuppressWarnings("NonAtomicVolatileUpdate") // written by the I/O thread alone
    void taken(int length) {
        taken += length;
        wake();
    }

    /// I/O thread: the connection is gone.
    void gone() {
        isGone = true;
        if (body != null) {
            body.fail(Incoming.CUT);
        }
        wake();
    }

    private void wake() {
        Thread waiter = writer;
        if (waiter != null) {
            Parking.wake(waiter);
        }
    }
}
