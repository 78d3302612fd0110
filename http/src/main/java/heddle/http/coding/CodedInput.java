package heddle.http.coding;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// The coded bytes that a stage has before it: the caller's own array at the bottom, a small buffer filled from the
/// stage below elsewhere. Never copies what it can lend.
final class CodedInput {
    private static final int BUFFER_BYTES = 8192;
    private static final byte[] NOTHING = {};

    private final @Nullable Stage below;
    private byte[] bytes;
    private int position;
    private int limit;
    private boolean hasEnded;
    private long bytesTaken;

    private CodedInput(@Nullable Stage below, byte[] bytes) {
        this.below = below;
        this.bytes = bytes;
    }

    /// Input that comes by [#feed].
    static CodedInput fed() {
        return new CodedInput(null, NOTHING);
    }

    /// Input that comes out of another stage.
    static CodedInput from(Stage below) {
        return new CodedInput(below, new byte[BUFFER_BYTES]);
    }

    /// Lends bytes until they are used up, which they must be before the next are lent.
    void feed(byte[] array, int offset, int length) {
        bytes = array;
        position = offset;
        limit = offset + length;
    }

    /// Says that no more will be fed.
    void end() {
        hasEnded = true;
    }

    /// Whether a byte is there, after asking the stage below. When not, [#hasEnded] tells whether one can come.
    boolean hasBytes() {
        if (position == limit && below != null && !hasEnded) {
            int count = below.read(bytes, 0, bytes.length);
            position = 0;
            limit = Math.max(count, 0);
            hasEnded = count == Stage.END;
        }
        return position < limit;
    }

    /// Whether nothing can come any more, once [#hasBytes] said no.
    boolean hasEnded() {
        return hasEnded;
    }

    /// Whether bytes lie here that no stage has taken.
    boolean isDrained() {
        return position == limit;
    }

    /// The next byte, 0 to 255, left where it is; only after [#hasBytes].
    int peek() {
        return bytes[position] & 0xFF;
    }

    /// The next byte, 0 to 255; only after [#hasBytes].
    int take() {
        bytesTaken++;
        return bytes[position++] & 0xFF;
    }

    /// Moves what is here to the array, at most `length` bytes; returns how many.
    int take(byte[] target, int offset, int length) {
        int count = Math.min(length, limit - position);
        System.arraycopy(bytes, position, target, offset, count);
        position += count;
        bytesTaken += count;
        return count;
    }

    /// Moves what is here to the buffer, as far as it has room; returns how many bytes.
    int take(ByteBuffer target) {
        int count = Math.min(target.remaining(), limit - position);
        target.put(bytes, position, count);
        position += count;
        bytesTaken += count;
        return count;
    }

    /// Inflates from what is here into the array, and takes the bytes that the inflater used.
    int inflate(Inflater inflater, byte[] target, int offset, int length) throws DataFormatException {
        inflater.setInput(bytes, position, limit - position);
        int count = inflater.inflate(target, offset, length);
        int taken = limit - position - inflater.getRemaining();
        position += taken;
        bytesTaken += taken;
        return count;
    }

    /// How many bytes were taken so far; where in the coded body a fault is.
    long bytesTaken() {
        return bytesTaken;
    }
}
