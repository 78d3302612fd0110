package heddle.testkit.wire;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;

/// What has arrived at one end of a connection and is not read yet, a packet's bytes after the other.
final class Arrivals {
    private final Deque<byte[]> pieces = new ArrayDeque<>();
    /// How much of the first piece has been read.
    private int offset;

    void add(byte[] bytes) {
        pieces.add(bytes);
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    /// Moves what is left of the first piece into `buffer`, as far as there is room; returns how much.
    int read(ByteBuf buffer) {
        var piece = pieces.getFirst();
        int count = Math.min(buffer.writableBytes(), piece.length - offset);
        buffer.writeBytes(piece, offset, count);
        offset += count;
        if (offset == piece.length) {
            pieces.removeFirst();
            offset = 0;
        }
        return count;
    }

    void clear() {
        pieces.clear();
        offset = 0;
    }
}
