package heddle.server.wire;

import heddle.async.loop.Parking;
import heddle.net.socket.SocketStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One request and its reply, as the coroutine that answers it sees them.
///
/// Exactly one of these ends it: [#reply]; or [#begin], [#write]…, [#end]; or [#upgrade] and [#leave]; or
/// [#abort]. None of them but [#write] and [#upgrade] waits, and none fails because the peer has gone: that is
/// seen by these two, or nobody cares.
public final class Exchange {
    /// How many bytes may be on their way to the peer before a writer waits.
    private static final long WINDOW_BYTES = 256 * 1024;

    private final Peer peer;
    private final RequestHead head;
    private final @Nullable Incoming body;

    /// The head of a streamed reply that waits for what the coroutine does first, whose it is: read the body, which the
    /// peer has to be asked for before it, or write.
    private @Nullable ReplyHead held;

    private boolean hasBegun;
    private long sent;
    private volatile long taken;
    private volatile boolean isGone;
    private volatile @Nullable Thread writer;
    private volatile @Nullable SocketStream upgraded;

    /// The I/O thread's.
    private boolean isStopping;

    private Runnable stopping = () -> {};

    Exchange(Peer peer, RequestHead head) {
        this.peer = peer;
        this.head = head;
        body = head.hasBody() ? new Incoming(peer, head.expectsContinue(), this::invite) : null;
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
        peer.execute(() -> peer.reply(this, replyHead, body));
    }

    /// Begins a streamed reply. What makes it may read the body yet, and no `100 Continue` can follow a final head (RFC
    /// 9110, 15.2): where the peer waits for that, the head waits for the first read or the first part.
    public void begin(ReplyHead replyHead) {
        held = replyHead;
        if (body == null || !body.isExpecting()) {
            sendHead();
        }
    }

    /// Asks a peer that waits for it for the body, unless it is too late for that: it may send it all the same.
    private void invite() {
        peer.execute(hasBegun ? peer::readOn : peer::sendContinue);
        sendHead();
    }

    private void sendHead() {
        ReplyHead waiting = held;
        if (waiting != null) {
            held = null;
            hasBegun = true;
            boolean isUninvited = body != null && body.isExpecting();
            ReplyHead last = isUninvited ? waiting.closing() : waiting;
            peer.execute(() -> peer.begin(this, last));
        }
    }

    /// Sends a part of a streamed reply; parks while the peer is too far behind. The array belongs to the
    /// connection from here on. Returns `false` when the peer is gone, and the rest need not be made.
    public boolean write(byte[] part, int length) {
        sendHead();
        sent += length;
        peer.execute(() -> peer.write(this, part, length));
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
        sendHead();
        peer.execute(() -> peer.end(this));
    }

    /// Cuts the connection, or the stream, so that the peer sees that the reply is not whole.
    public void abort() {
        peer.execute(() -> peer.abort(this));
    }

    /// Answers with this head, a 101, and gives the connection to the caller; empty when the peer is gone. Parks.
    public Optional<SocketStream> upgrade(ReplyHead replyHead) {
        writer = Thread.currentThread();
        try {
            peer.execute(() -> peer.upgrade(this, replyHead));
            Parking.await(() -> isGone || upgraded != null);
        } finally {
            writer = null;
        }
        return Optional.ofNullable(upgraded);
    }

    /// Has `action` run, on the I/O thread, when the server begins to stop; at once if it has begun to.
    public void whenStopping(Runnable action) {
        peer.execute(() -> {
            stopping = action;
            if (isStopping) {
                action.run();
            }
        });
    }

    /// Ends an exchange that had the connection for itself, and has closed it.
    public void leave() {
        peer.execute(() -> peer.leave(this));
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

    /// I/O thread: the connection is the coroutine's now.
    void upgraded(SocketStream stream) {
        upgraded = stream;
        wake();
    }

    /// I/O thread: the server begins to stop.
    void stop() {
        isStopping = true;
        stopping.run();
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
