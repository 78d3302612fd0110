package heddle.websocket.deflate;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Deflater;

/// Compresses messages, fragment by fragment (RFC 7692, 7.2.1). For one task at a time.
///
/// The JDK's [Deflater] always looks back 32 KiB. Where less was agreed on, it is made to forget all, by a full
/// flush, whenever that much has gone through: nothing then refers to what is farther away.
public final class MessageDeflater implements AutoCloseable {
    /// What a flush ends with; the end of a message goes without it.
    private static final int TAIL_BYTES = 4;
    /// An empty block, less the tail.
    private static final byte[] NOTHING = {0};
    private static final int BITS_MAX = 15;

    private final Agreement agreement;
    private final Deflater deflater;
    private final int window;
    private int untilForgetting;

    /// By what was agreed on.
    public MessageDeflater(Agreement agreement) {
        this.agreement = agreement;
        deflater = new Deflater(agreement.options().level(), true);
        window = agreement.sentBits() == BITS_MAX ? Integer.MAX_VALUE : 1 << agreement.sentBits();
        untilForgetting = window;
    }

    /// The compressed form of what remains in `fragment`, the last of its message or not.
    public ByteBuffer compress(ByteBuffer fragment, boolean isLast) {
        byte[] compressed = new byte[fragment.remaining() + (fragment.remaining() >> 8) + 64];
        int length = 0;
        while (fragment.hasRemaining()) {
            int count = Math.min(fragment.remaining(), untilForgetting);
            deflater.setInput(fragment.slice(fragment.position(), count));
            fragment.position(fragment.position() + count);
            untilForgetting -= window == Integer.MAX_VALUE ? 0 : count;
            int flush = untilForgetting == 0 ? Deflater.FULL_FLUSH : Deflater.SYNC_FLUSH;
            untilForgetting = untilForgetting == 0 ? window : untilForgetting;
            int written = deflater.deflate(compressed, length, compressed.length - length, flush);
            while (length + written == compressed.length) {
                length += written;
                compressed = Arrays.copyOf(compressed, 2 * compressed.length);
                written = deflater.deflate(compressed, length, compressed.length - length, flush);
            }
            length += written;
        }
        if (!isLast) {
            return ByteBuffer.wrap(compressed, 0, length);
        }
        if (!agreement.isSentKept()) {
            deflater.reset();
            untilForgetting = window;
        }
        return length == 0 ? ByteBuffer.wrap(NOTHING) : ByteBuffer.wrap(compressed, 0, length - TAIL_BYTES);
    }

    /// Gives its memory back.
    @Override
    public void close() {
        deflater.end();
    }
}
