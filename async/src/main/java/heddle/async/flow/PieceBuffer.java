package heddle.async.flow;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Pieces of a body between the thread that brings them and one reader, without a lock, and with a bound: when so much
/// waits the bringer is to stop, and when the reader has taken half of it, to go on.
///
/// The bound does not refuse anything. Whoever brings asks [#holdsBack] after each piece, and whoever reads asks
/// [#letsOn], and then has the bringer go on.
public final class PieceBuffer {
    /// What a piece costs beside its bytes: it counts, so that a flood of tiny pieces is bounded, too.
    private static final int PIECE_COST = 64;

    private final PieceQueue pieces = new PieceQueue();
    private final int bytesMax;
    private final AtomicInteger waitingBytes = new AtomicInteger();

    /// Whether the bringer has stopped, or is about to.
    private volatile boolean isHeldBack;

    /// One whose bringer is to stop when `bytesMax` wait.
    public PieceBuffer(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    // ---- the bringer's side

    /// Appends a piece, which nobody may change any more.
    public void add(byte[] piece) {
        pieces.add(piece);
        waitingBytes.addAndGet(piece.length + PIECE_COST);
    }

    /// Whether so much waits that the bringer must stop until [#letsOn] says otherwise. The reader may have taken all
    /// before it could see that, and nobody would let the bringer on; so this looks once more.
    public boolean holdsBack() {
        if (waitingBytes.get() < bytesMax) {
            return false;
        }
        isHeldBack = true;
        if (!isLow()) {
            return true;
        }
        isHeldBack = false;
        return false;
    }

    // ---- the reader's side

    /// The next piece, or null when none waits.
    public byte @Nullable [] poll() {
        byte[] piece = pieces.poll();
        if (piece != null) {
            waitingBytes.addAndGet(-piece.length - PIECE_COST);
        }
        return piece;
    }

    /// Whether a bringer that was held back is to go on, now that no more than half of the bound waits: said once.
    /// To be asked after each piece.
    public boolean letsOn() {
        if (!isHeldBack || !isLow()) {
            return false;
        }
        isHeldBack = false;
        return true;
    }

    /// Whether there is nothing to take.
    public boolean isEmpty() {
        return pieces.isEmpty();
    }

    // ---- any thread

    /// How many bytes wait, with what their pieces cost.
    public int waitingBytes() {
        return waitingBytes.get();
    }

    private boolean isLow() {
        return waitingBytes.get() <= bytesMax / 2;
    }
}
