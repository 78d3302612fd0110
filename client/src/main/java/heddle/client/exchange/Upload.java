package heddle.client.exchange;

import heddle.client.body.BodySource;
import heddle.client.body.RequestBody;
import heddle.client.wire.Transfer;
import heddle.http.Headers;
import heddle.http.InvalidRequestException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/// Sends a streamed body: reads a piece whenever the connection has room for it. A body whose length is not known
/// goes in chunks (RFC 9112, 7.1), but over HTTP/2, which frames pieces by itself; trailers follow it, if it has any.
public final class Upload {
    private final RequestBody body;
    private final BodySource source;
    private final OptionalLong announced;
    private final Transfer transfer;
    private long sent;

    private Upload(RequestBody body, BodySource source, Transfer transfer) {
        this.body = body;
        this.source = source;
        this.announced = body.length();
        this.transfer = transfer;
    }

    /// Sends the body to its end, or until the server wants no more of it. Parks.
    public static void send(RequestBody body, Transfer transfer) {
        try (BodySource source = body.open()) {
            new Upload(body, source, transfer).send();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void send() throws IOException {
        boolean hasMore = true;
        while (hasMore && transfer.awaitRoom()) {
            ByteBuffer piece = source.read();
            int length = piece.remaining();
            sent += length;
            transfer.signal().bodySent(piece);
            hasMore = announced.isEmpty() ? sendPiece(piece, length) : sendBytes(piece, length);
        }
    }

    private boolean sendPiece(ByteBuffer piece, int length) {
        if (length == 0) {
            sendEnd();
            return false;
        }
        transfer.write(transfer.framesPieces() ? bytes(piece, length) : chunk(piece, length));
        return true;
    }

    private void sendEnd() {
        Headers trailers = body instanceof RequestBody.Streamed streamed ? streamed.trailers() : Headers.empty();
        TrailerRules.check(trailers);
        if (!transfer.framesPieces()) {
            transfer.writeLast(lastChunk(trailers));
        } else if (trailers.isEmpty()) {
            transfer.writeLast(new byte[0]);
        } else {
            transfer.writeTrailers(trailers);
        }
    }

    private static byte[] lastChunk(Headers trailers) {
        var lines = new StringBuilder("0\r\n");
        trailers.forEach(field ->
                lines.append(field.name()).append(": ").append(field.value()).append("\r\n"));
        return lines.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /// The last announced byte ends the request. Only then is the source asked whether that was all: the server may
    /// answer at once.
    private boolean sendBytes(ByteBuffer piece, int length) throws IOException {
        long all = announced.orElseThrow();
        if (sent < all) {
            requireLength(length > 0, "ended");
            transfer.write(bytes(piece, length));
            return true;
        }
        requireLength(sent == all, "went on");
        transfer.writeLast(bytes(piece, length));
        sent += length == 0 ? 0 : source.read().remaining();
        requireLength(sent == all, "went on");
        return false;
    }

    private void requireLength(boolean isRight, String what) {
        if (!isRight) {
            throw new InvalidRequestException(
                    "the source of the body %s after %d bytes, where %d were announced; announce what it gives, or no length"
                            .formatted(what, sent, announced.orElse(0)));
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
