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
    private Piece first = new Piece(TAKEN);
    private Piece last = first;

    private static final class Piece {
        byte[] bytes;
        volatile @Nullable Piece next;

        Piece(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    /// Appends a piece and returns how many bytes wait now, with what the pieces cost. Called on the I/O thread.
    int add(byte[] bytes) {
        var piece = new Piece(bytes);
        last.next = piece;
        last = piece;
        return waitingBytes.addAndGet(bytes.length + PIECE_COST);
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
