package heddle.async.flow;

import org.jspecify.annotations.Nullable;

/// Pieces of a stream on their way from one thread to another: a linked list, without a lock, that one thread
/// appends to and one takes from. Tests make one that lingers.
class PieceQueue {
    private static final byte[] TAKEN = new byte[0];

    private Piece first = new Piece(TAKEN);
    private Piece last = first;

    private static final class Piece {
        private byte[] bytes;
        private volatile @Nullable Piece next;

        Piece(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    void add(byte[] bytes) {
        var piece = new Piece(bytes);
        last.next = piece;
        last = piece;
    }

    /// The next piece, or null when none waits.
    byte @Nullable [] poll() {
        var next = first.next;
        if (next == null) {
            return null;
        }
        first = next;
        byte[] bytes = next.bytes;
        next.bytes = TAKEN;
        return bytes;
    }

    /// Whether there is nothing to take; for who takes.
    boolean isEmpty() {
        return first.next == null;
    }
}
