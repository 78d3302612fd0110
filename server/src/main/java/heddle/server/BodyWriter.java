package heddle.server;

import heddle.server.wire.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Where the body of a streamed reply goes. It gathers what is written into parts of 32 KiB, and parks when the
/// peer is more than a few of them behind.
///
/// For the coroutine of its request only.
public final class BodyWriter {
    private static final int PART_BYTES = 32 * 1024;
    private static final int FIRST_PART_BYTES = 512;

    private final Exchange exchange;
    private final ServerRequest request;
    private final long length;
    private long written;
    private byte[] part = new byte[FIRST_PART_BYTES];
    private int filled;

    /// A negative length is one that nobody knows.
    BodyWriter(Exchange exchange, ServerRequest request, long length) {
        this.exchange = exchange;
        this.request = request;
        this.length = length;
    }

    /// Writes bytes; they may be changed afterwards. Throws [PeerGoneException] when nobody takes them any more,
    /// and [IllegalStateException] beyond the length that was announced.
    public void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    /// Writes a text as UTF-8; as [#write(byte\[\])].
    public void write(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Writes `count` of the bytes, from an offset on; as [#write(byte\[\])].
    public void write(byte[] bytes, int offset, int count) {
        written += count;
        if (length >= 0 && written > length) {
            throw new IllegalStateException(
                    "%d bytes are written to a body of %d; give the reply its true length, or none"
                            .formatted(written, length));
        }
        int at = offset;
        int left = count;
        while (left > 0) {
            if (filled == PART_BYTES) {
                flush();
            }
            int taken = Math.min(left, PART_BYTES - filled);
            makeRoom(filled + taken);
            System.arraycopy(bytes, at, part, filled, taken);
            filled += taken;
            at += taken;
            left -= taken;
        }
    }

    /// Sends what was written so far, now. Parks when the peer is behind.
    public void flush() {
        if (filled == 0) {
            return;
        }
        byte[] full = part;
        int size = filled;
        part = new byte[length < 0 || length - written >= PART_BYTES ? size : FIRST_PART_BYTES];
        filled = 0;
        if (!exchange.write(full, size)) {
            throw new PeerGoneException(request);
        }
    }

    /// Sends the rest and ends the reply, if it is as long as was announced.
    void end() {
        if (length >= 0 && written < length) {
            throw new IllegalStateException("only %d bytes are written to a body of %d".formatted(written, length));
        }
        flush();
        exchange.end();
    }

    private void makeRoom(int size) {
        if (size > part.length) {
            part = Arrays.copyOf(part, Math.min(PART_BYTES, Math.max(size, 2 * part.length)));
        }
    }
}
