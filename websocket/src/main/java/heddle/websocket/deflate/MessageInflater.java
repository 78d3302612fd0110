package heddle.websocket.deflate;

import heddle.websocket.frame.WireFault;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Takes the compression off messages, as they are pulled (RFC 7692, 7.2.2): no more than a piece is decompressed
/// that nobody has asked for. For one task at a time.
public final class MessageInflater implements AutoCloseable {
    private static final int PIECE_BYTES_MAX = 16 << 10;
    private static final int PIECE_BYTES_MIN = 256;
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

    private final boolean isKept;
    private final Inflater inflater = new Inflater(true);
    private ByteBuffer input = NONE;

    /// By what was agreed on.
    public MessageInflater(Agreement agreement) {
        isKept = agreement.isReceivedKept();
    }

    /// Takes what came next of a message, when [#next] has nothing more.
    public void feed(ByteBuffer piece) {
        input = piece;
        inflater.setInput(piece);
    }

    /// The end of a message has come.
    public void feedEnd() {
        feed(ByteBuffer.wrap(TAIL));
    }

    /// The next piece of the message; empty if more is to be fed. Throws [WireFault] for what is not compressed
    /// so.
    public ByteBuffer next() {
        var piece = new byte[Math.clamp(4L * input.remaining(), PIECE_BYTES_MIN, PIECE_BYTES_MAX)];
        try {
            while (true) {
                int length = inflater.inflate(piece);
                if (length > 0) {
                    return ByteBuffer.wrap(piece, 0, length);
                }
                if (!inflater.finished() || !input.hasRemaining()) {
                    requireNoDictionary();
                    return NONE;
                }
                inflater.reset(); // a last block, after which others may follow all the same (RFC 7692, 7.2.3.5)
                inflater.setInput(input);
            }
        } catch (DataFormatException broken) {
            throw WireFault.inflating(String.valueOf(broken.getMessage()), broken);
        }
    }

    private void requireNoDictionary() throws DataFormatException {
        if (inflater.needsDictionary()) {
            throw new DataFormatException("it wants a dictionary");
        }
    }

    /// The message has been taken to its end.
    public void endMessage() {
        if (!isKept || inflater.finished()) {
            inflater.reset();
        }
    }

    /// Gives its memory back.
    @Override
    public void close() {
        inflater.end();
    }
}
