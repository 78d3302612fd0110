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
import java.util.Optional;
import java.util.OptionalLong;

/// Sends a streamed body: reads a piece whenever the connection has room for it. A body whose length is not known
/// goes in chunks (RFC 9112, 7.1), but over HTTP/2, which frames pieces by itself; trailers follow it, if it has any.
///
/// A server may answer while it receives, and take no more until its answer is read. So whoever reads the response
/// sends what is left.
public final class Upload implements AutoCloseable {
    private final RequestBody body;
    private final BodySource source;
    private final OptionalLong announced;
    private final Transfer transfer;
    private long sent;
    private boolean isOver;

    private Upload(RequestBody body, BodySource source, Transfer transfer) {
        this.body = body;
        this.source = source;
        this.announced = body.length();
        this.transfer = transfer;
    }

    /// Sends the body to its end, or until the server wants no more of it, or until so much of the response has come
    /// that it must be read first; returns what is left then. Parks.
    public static Optional<Upload> send(RequestBody body, Transfer transfer) {
        var upload = new Upload(body, body.open(), transfer);
        upload.send(transfer.waitingMax());
        return upload.isOver ? Optional.empty() : Optional.of(upload);
    }

    /// Sends on until some of the response can be read. Parks.
    void sendOn() {
        send(0);
    }

    private void send(int waitingMax) {
        try {
            while (!isOver) {
                switch (transfer.awaitRoom(waitingMax)) {
                    case FREE -> sendNext();
                    case AFTER_READING -> {
                        return;
                    }
                    case UNWANTED -> close();
                }
            }
        } catch (Throwable failure) {
            closeAfter(failure);
            throw failure;
        }
    }

    private void sendNext() {
        try {
            ByteBuffer piece = source.read();
            int length = piece.remaining();
            sent += length;
            transfer.signal().bodySent(piece);
            boolean hasMore = announced.isEmpty() ? sendPiece(piece, length) : sendBytes(piece, length);
            if (!hasMore) {
                close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Sends no more.
    @Override
    public void close() {
        if (isOver) {
            return;
        }
        isOver = true;
        try {
            source.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void closeAfter(Throwable failure) {
        try {
            close();
        } catch (RuntimeException second) {
            failure.addSuppressed(second);
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
