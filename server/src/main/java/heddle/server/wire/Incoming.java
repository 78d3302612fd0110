package heddle.server.wire;

import heddle.async.flow.PieceBuffer;
import heddle.async.loop.Parking;
import heddle.http.Status;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request body on its way from the I/O thread, which offers, to one coroutine, which takes.
///
/// What waits between them is bounded: above [#WINDOW_BYTES] the connection stops reading until the coroutine has
/// taken half of it. A piece counts with the cost of its object, so that a flood of tiny chunks is bounded too.
public final class Incoming {
    static final int WINDOW_BYTES = 64 * 1024;

    private final Peer peer;
    private final Runnable invitation;
    private final PieceBuffer pieces = new PieceBuffer(WINDOW_BYTES);
    private volatile boolean isEnded;
    private volatile @Nullable Refusal fault;
    private volatile @Nullable Thread reader;

    /// Whether the peer waits for `100 Continue`; the coroutine asks once, when it first has to wait.
    private volatile boolean isExpecting;

    /// `invitation` asks the peer for the body, if it waits for that.
    Incoming(Peer peer, boolean isExpecting, Runnable invitation) {
        this.peer = peer;
        this.isExpecting = isExpecting;
        this.invitation = invitation;
    }

    /// The next piece, never empty; an empty result is the end. Parks until there is one. Throws [BodyFault] when
    /// the rest will not come; then every later call does.
    public Optional<byte[]> take() {
        byte[] piece = pieces.poll();
        if (piece == null) {
            await();
            piece = pieces.poll();
        }
        if (piece != null) {
            if (pieces.letsOn()) {
                peer.execute(peer::readOn);
            }
            peer.taken(piece.length);
            return Optional.of(piece);
        }
        Refusal broken = fault;
        if (broken != null) {
            throw new BodyFault(broken);
        }
        return Optional.empty();
    }

    private void await() {
        if (isExpecting) {
            isExpecting = false;
            invitation.run();
        }
        reader = Thread.currentThread();
        try {
            Parking.await(() -> !pieces.isEmpty() || isEnded || fault != null);
        } finally {
            reader = null;
        }
    }

    /// I/O thread: one more piece. Returns whether there is room for another.
    boolean offer(byte[] piece) {
        pieces.add(piece);
        boolean hasRoom = !pieces.holdsBack();
        wake();
        return hasRoom;
    }

    /// Bytes that wait for the coroutine, with what their pieces cost.
    int waiting() {
        return pieces.waitingBytes();
    }

    /// I/O thread: that was all.
    void end() {
        isEnded = true;
        wake();
    }

    /// I/O thread: the rest will not come.
    void fail(Refusal why) {
        if (!isEnded && fault == null) {
            fault = why;
            wake();
        }
    }

    /// Whether the peer still holds the body back.
    boolean isExpecting() {
        return isExpecting;
    }

    private void wake() {
        Thread waiter = reader;
        if (waiter != null) {
            Parking.wake(waiter);
        }
    }

    /// The end of a body that the peer did not bring.
    static final Refusal CUT = new Refusal(Status.BAD_REQUEST, "the connection ended before the body did");
}
