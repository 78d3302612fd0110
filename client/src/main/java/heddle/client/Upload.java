package heddle.client;

import heddle.client.wire.Transfer;
import heddle.http.InvalidRequestException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Sends a streamed body: reads a piece whenever the connection has room for it. A body whose length is not known
/// goes in chunks (RFC 9112, 7.1), but over HTTP/2, which frames pieces by itself.
final class Upload {
    private static final byte[] NOTHING = {};
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final RequestBody.Streamed body;
    private final Transfer transfer;
    private final boolean isUnmeasured;
    private long sent;

    Upload(RequestBody.Streamed body, Transfer transfer) {
        this.body = body;
        this.transfer = transfer;
        this.isUnmeasured = body.length() == RequestBody.Streamed.UNKNOWN;
    }

    /// Sends the body to its end, or until the server wants no more of it. Parks.
    void send() {
        boolean hasMore = true;
        while (hasMore && transfer.awaitRoom()) {
            ByteBuffer piece = body.read();
            int length = piece.remaining();
            sent += length;
            hasMore = isUnmeasured ? sendPiece(piece, length) : sendBytes(piece, length);
        }
    }

    private boolean sendPiece(ByteBuffer piece, int length) {
        boolean isFramed = transfer.framesPieces();
        if (length == 0) {
            transfer.writeLast(isFramed ? NOTHING : LAST_CHUNK);
            return false;
        }
        transfer.write(isFramed ? bytes(piece, length) : chunk(piece, length));
        return true;
    }

    /// The last announced byte ends the request. Only then is the source asked whether that was all: the server may
    /// answer at once.
    private boolean sendBytes(ByteBuffer piece, int length) {
        if (sent < body.length()) {
            requireLength(length > 0, "ended");
            transfer.write(bytes(piece, length));
            return true;
        }
        requireLength(sent == body.length(), "went on");
        transfer.writeLast(bytes(piece, length));
        sent += length == 0 ? 0 : body.read().remaining();
        requireLength(sent == body.length(), "went on");
        return false;
    }

    private void requireLength(boolean isRight, String what) {
        if (!isRight) {
            throw new InvalidRequestException(
                    "the source of the body %s after %d bytes, where %d were announced; announce what it gives, or no length"
                            .formatted(what, sent, body.length()));
        }
    }

    private static byte[] bytes(ByteBuffer piece, int length) {
        var bytes = new byte[length];
        piece.get(bytes);
        return bytes;
    }

    private static byte[] chunk(ByteBuffer piece, int length) {
        byte[] size = (Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        var chunk = new byte[size.length + length + 2];
        System.arraycopy(size, 0, chunk, 0, size.length);
        piece.get(chunk, size.length, length);
        chunk[chunk.length - 2] = '\r';
        chunk[chunk.length - 1] = '\n';
        return chunk;
    }
}
