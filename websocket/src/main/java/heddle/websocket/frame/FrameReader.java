package heddle.websocket.frame;

import heddle.async.stream.ByteSource;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Reads frames from a source (RFC 6455, 5.2): a header, then its payload in pieces as they come.
///
/// It waits only where it asks the source for more, and changes nothing before: who is cancelled meanwhile
/// loses nothing. For one task at a time. Throws [WireFault] for what no frame of the other side may be, and
/// [EOFException] where the source ends.
public final class FrameReader {
    private static final int CONTROL_BYTES_MAX = 125;
    private static final int TWO_BYTES = 126;

    private final ByteSource source;
    private final Sender sender;
    private final boolean mayCompress;
    private final long frameBytesMax;

    /// What has come and was not taken; its array is ours.
    private ByteBuffer held = ByteBuffer.allocate(0);

    private long left;
    private int mask;

    /// Whose frames are read: only a client masks, and it must (RFC 6455, 5.1).
    public enum Sender {
        CLIENT,
        SERVER
    }

    /// Reads what `sender` sends, in frames of so many bytes at most; `mayCompress` is whether that was agreed
    /// on.
    public FrameReader(ByteSource source, Sender sender, boolean mayCompress, long frameBytesMax) {
        this.source = source;
        this.sender = sender;
        this.mayCompress = mayCompress;
        this.frameBytesMax = frameBytesMax;
    }

    /// The header of the next frame, when the payload of the last was taken whole. Parks.
    public FrameHeader header() throws IOException {
        require(2);
        int first = held.get(held.position()) & 0xFF;
        int second = held.get(held.position() + 1) & 0xFF;
        check(first, second);
        boolean isMasked = (second & 0x80) != 0;
        int shortLength = second & 0x7F;
        int extended = shortLength < TWO_BYTES ? 0 : shortLength == TWO_BYTES ? Short.BYTES : Long.BYTES;
        require(2 + extended + (isMasked ? Integer.BYTES : 0));
        held.position(held.position() + 2);
        long length = switch (extended) {
            case 0 -> shortLength;
            case Short.BYTES -> held.getShort() & 0xFFFF;
            default -> held.getLong();
        };
        checkLength(length, extended);
        mask = isMasked ? held.getInt() : 0;
        left = length;
        return new FrameHeader((first & 0x80) != 0, (first & 0x40) != 0, first & 0x0F, length);
    }

    private void check(int first, int second) {
        int opcode = first & 0x0F;
        if (!Opcode.isKnown(opcode)) {
            throw WireFault.protocol("a frame of the reserved kind %d".formatted(opcode));
        }
        boolean isFirstOfMessage = opcode == Opcode.TEXT || opcode == Opcode.BINARY;
        int allowed = mayCompress && isFirstOfMessage ? 0x40 : 0;
        if ((first & 0x70 & ~allowed) != 0) {
            throw WireFault.protocol("a frame with reserved bits that nobody has agreed on");
        }
        boolean isMasked = (second & 0x80) != 0;
        if (isMasked != (sender == Sender.CLIENT)) {
            throw WireFault.protocol(
                    isMasked
                            ? "a server's frame with a mask, which only a client's has"
                            : "a client's frame without a mask");
        }
        if (Opcode.isControl(opcode) && ((first & 0x80) == 0 || (second & 0x7F) > CONTROL_BYTES_MAX)) {
            throw WireFault.protocol(
                    "a control frame that is a fragment, or has more than %d bytes".formatted(CONTROL_BYTES_MAX));
        }
    }

    private void checkLength(long length, int extended) {
        boolean isLong = extended == Short.BYTES ? length < TWO_BYTES : extended == Long.BYTES && length <= 0xFFFF;
        if (isLong) {
            throw WireFault.protocol("a frame's length that is not in its shortest form");
        }
        if (length > frameBytesMax) {
            throw WireFault.tooLarge("bytes in a frame", frameBytesMax);
        }
    }

    /// Whether all of the payload was taken.
    public boolean isTaken() {
        return left == 0;
    }

    /// The next piece of the payload, without its mask; never empty. Parks.
    public ByteBuffer piece() throws IOException {
        require(1);
        return take((int) Math.min(left, held.remaining()));
    }

    /// The whole payload of a control frame. Parks.
    public ByteBuffer whole() throws IOException {
        require((int) left);
        return take((int) left);
    }

    private ByteBuffer take(int count) {
        var piece = held.slice(held.position(), count);
        held.position(held.position() + count);
        if (sender == Sender.CLIENT) {
            Mask.apply(mask, piece.array(), piece.arrayOffset(), count);
            mask = Mask.after(mask, count);
        }
        left -= count;
        return piece;
    }

    /// Waits until so many bytes are held.
    private void require(int count) throws IOException {
        while (held.remaining() < count) {
            var more = source.read();
            if (!more.hasRemaining()) {
                throw new EOFException();
            }
            held = joined(held, more);
        }
    }

    private static ByteBuffer joined(ByteBuffer first, ByteBuffer second) {
        if (!first.hasRemaining() && second.hasArray()) {
            return second;
        }
        int size = first.remaining();
        byte[] both = Arrays.copyOf(rest(first), size + second.remaining());
        second.get(both, size, second.remaining());
        return ByteBuffer.wrap(both);
    }

    private static byte[] rest(ByteBuffer bytes) {
        var rest = new byte[bytes.remaining()];
        bytes.get(rest);
        return rest;
    }
}
