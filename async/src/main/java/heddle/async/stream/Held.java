package heddle.async.stream;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Bytes that have come and were not taken yet. A piece that comes when there are none is kept as it is; only what
/// comes in several pieces is put together.
final class Held {
    private static final byte[] NONE = new byte[0];

    private byte[] bytes = NONE;
    private int start;
    private int end;

    int size() {
        return end - start;
    }

    /// Adds a piece, which belongs to this from now on.
    void add(ByteBuffer piece) {
        if (size() == 0 && piece.hasArray()) {
            bytes = piece.array();
            start = piece.arrayOffset() + piece.position();
            end = start + piece.remaining();
            return;
        }
        int added = piece.remaining();
        makeRoom(added);
        piece.get(bytes, end, added);
        end += added;
    }

    private void makeRoom(int added) {
        if (bytes.length - end >= added) {
            return;
        }
        int size = size();
        int needed = Math.addExact(size, added);
        byte[] roomy = new byte[Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 8, 2L * size))];
        System.arraycopy(bytes, start, roomy, 0, size);
        bytes = roomy;
        start = 0;
        end = size;
    }

    /// Takes the first `count` bytes.
    byte[] take(int count) {
        byte[] taken = Arrays.copyOfRange(bytes, start, start + count);
        skip(count);
        return taken;
    }

    /// Takes all, without a copy.
    ByteBuffer takeAll() {
        var taken = ByteBuffer.wrap(bytes, start, size()).slice();
        bytes = NONE;
        start = 0;
        end = 0;
        return taken;
    }

    /// Takes as many as fit.
    int takeInto(ByteBuffer into) {
        int count = Math.min(size(), into.remaining());
        into.put(bytes, start, count);
        skip(count);
        return count;
    }

    private void skip(int count) {
        start += count;
        if (start == end) {
            var _ = takeAll();
        }
    }

    /// The first `count` bytes, or as many as there are, which stay here.
    byte[] peek(int count) {
        return Arrays.copyOfRange(bytes, start, start + Math.min(count, size()));
    }

    byte at(int index) {
        return bytes[start + index];
    }

    /// Where `wanted` begins at or after `from`; -1 if it is not here.
    int find(byte[] wanted, int from) {
        int last = end - wanted.length;
        for (int i = start + from; i <= last; i++) {
            if (bytes[i] == wanted[0] && Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i - start;
            }
        }
        return -1;
    }
}
