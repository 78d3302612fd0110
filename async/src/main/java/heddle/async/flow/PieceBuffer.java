package heddle.client.wire;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What has come in of a body and waits for its reader: a linked list that the I/O thread appends to and one reader
/// takes from, without a lock.
final class BodyQueue {
    private static final byte[] TAKEN = new byte[0];

    /// What a piece costs beside its bytes: it counts, so that a flood of tiny pieces is bounded, too.
    private static final int PIECE_COST = 64;

    private final AtomicInteger waitingBytes = new AtomicInteger();

    /// Whether the connection reads no more until its reader has caught up.
    private volatile boolean isHeldBack;

    private Piece first = new Piece(TAKEN);
    private Piece last = first;

    private static final class Piece {
        byte[] bytes;
        volatile @Nullable Piece next;

        Piece(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    /// Appends a piece. Called on the I/O thread.
    void add(byte[] bytes) {
        var piece = new Piece(bytes);
        last.next = piece;
        last = piece;
        waitingBytes.addAndGet(bytes.length + PIECE_COST);
    }

    /// Whether `bytesMax` or more wait, so that the connection must stop to read until [#letsOn] says otherwise. The
    /// reader may have taken all before it could see that, and nobody would let the connection on; so this looks
    /// once more. Called on the I/O thread.
    boolean holdsBack(int bytesMax) {
        if (waitingBytes.get() < bytesMax) {
            return false;
        }
        isHeldBack = true;
        if (!isLow(bytesMax)) {
            return true;
        }
        isHeldBack = false;
        return false;
    }

    /// Whether no more than half of `bytesMax` wait now, and the connection, which was held back, is to read on: said
    /// once. Called by the reader, after each piece.
    boolean letsOn(int bytesMax) {
        if (!isHeldBack || !isLow(bytesMax)) {
            return false;
        }
        isHeldBack = false;
        return true;
    }

    private boolean isLow(int bytesMax) {
        return waitingBytes.get() <= bytesMax / 2;
    }

    /// The next piece, or null when none waits. Called by the reader.
    byte @Nullable [] poll() {
        Piece next = first.next;
        if (next == null) {
            return null;
        }
        first = next;
        byte[] bytes = next.bytes;
        next.bytes = TAKEN;
        waitingBytes.addAndGet(-bytes.length - PIECE_COST);
        return bytes;
    }

    /// Whether a piece waits. Called by the reader.
    boolean hasPiece() {
        return first.next != null;
    }

    /// How many bytes wait, with what the pieces cost. Any thread.
    int waitingBytes() {
        return waitingBytes.get();
    }
}
