package heddle.client;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// A body as an [InputStream], for code that wants one.
final class BodyStream extends InputStream {
    private final ResponseBody body;
    private final Runnable closing;
    private byte @Nullable [] piece = {};
    private int position;

    BodyStream(ResponseBody body, Runnable closing) {
        this.body = body;
        this.closing = closing;
    }

    @Override
    public int read() {
        byte[] bytes = fill();
        return bytes == null ? -1 : bytes[position++] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        byte[] bytes = fill();
        if (bytes == null) {
            return -1;
        }
        int count = Math.min(length, bytes.length - position);
        System.arraycopy(bytes, position, target, offset, count);
        position += count;
        return count;
    }

    @Override
    public int available() {
        byte[] bytes = piece;
        return bytes == null ? 0 : bytes.length - position;
    }

    @Override
    public void close() {
        piece = null;
        closing.run();
    }

    private byte @Nullable [] fill() {
        while (piece != null && position == piece.length) {
            piece = body.next();
            position = 0;
        }
        return piece;
    }
}
