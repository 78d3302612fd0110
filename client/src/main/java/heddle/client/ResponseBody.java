package heddle.client;

import heddle.client.body.Pieces;
import heddle.client.codec.TappedPieces;
import heddle.client.exchange.Delivery;
import heddle.http.Headers;
import heddle.http.HttpException;
import heddle.http.LimitExceededException;
import heddle.http.Phase;
import heddle.http.coding.TextDecoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The body of a response, read as it comes and once: what was read is gone.
///
/// Reading pulls: while nobody reads, no more than [heddle.client.options.Limits#bufferedBytesMax] are kept, and
/// the server has to wait. A body that is cut short, corrupt or too large fails with the
/// [heddle.http.HttpException] that says so, never silently.
public final class ResponseBody {
    private static final ByteBuffer END = ByteBuffer.allocate(0).asReadOnlyBuffer();
    private static final byte[] EMPTY = {};
    /// A rest that is not longer than this is read to save the connection.
    private static final int DRAINED_BYTES_MAX = 64 << 10;

    private final Outgoing request;
    private final Delivery delivery;
    private final Headers headers;
    private final Pieces pieces;
    private long bytesRead;
    private boolean isGiven;

    ResponseBody(Outgoing request, Delivery delivery, Headers headers) {
        this(request, delivery, headers, pieces(request, delivery));
    }

    private ResponseBody(Outgoing request, Delivery delivery, Headers headers, Pieces pieces) {
        this.request = request;
        this.delivery = delivery;
        this.headers = headers;
        this.pieces = pieces;
    }

    private static Pieces pieces(Outgoing request, Delivery delivery) {
        Pieces pieces = delivery::read;
        return request.call()
                .tap()
                .<Pieces>map(tap -> new TappedPieces(pieces, tap::piece, tap::end))
                .orElse(pieces);
    }

    /// The same body under other header fields.
    ResponseBody withHeaders(Headers headers) {
        return new ResponseBody(request, delivery, headers, pieces);
    }

    /// The same body behind a decoder.
    ResponseBody through(Pieces decoded) {
        return new ResponseBody(request, delivery, headers, decoded);
    }

    /// The pieces as they come.
    Pieces pieces() {
        return pieces;
    }

    /// The next bytes of the body, decoded; a buffer without bytes after the last. The buffer is the caller's.
    /// Parks.
    public ByteBuffer read() {
        byte[] piece = next();
        return piece == null ? END : ByteBuffer.wrap(piece);
    }

    /// The rest of the body. It is not kept: throws [IllegalStateException] the second time. Parks.
    public byte[] bytes() {
        requireFirstTime();
        byte[] bytes = rest();
        isGiven = true;
        return bytes;
    }

    private void requireFirstTime() {
        if (isGiven) {
            throw new IllegalStateException(
                    "the body of the response to %s %s was given already, and is not kept; keep what was given"
                            .formatted(
                                    request.method(),
                                    request.url().withoutCredentials().href()));
        }
    }

    private byte[] rest() {
        byte[] first = next();
        if (first == null) {
            return EMPTY;
        }
        byte[] second = next();
        if (second == null) {
            return first;
        }
        var all = new ByteArrayOutputStream(first.length + 2 * second.length);
        all.writeBytes(first);
        for (byte[] piece = second; piece != null; piece = next()) {
            requireArrayLength((long) all.size() + piece.length);
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    /// The rest of the body as text, in the charset that the `Content-Type` field names, else a byte order mark,
    /// else a `meta` element of HTML or the declaration of XML near the start, else UTF-8; what is malformed
    /// becomes U+FFFD. Once, as [#bytes]. Parks.
    public String text() {
        byte[] bytes = bytes();
        return TextDecoding.decode(headers.first("Content-Type"), bytes);
    }

    /// Reads the rest of the body and forgets it; returns how many bytes it was. Parks.
    public long discard() {
        long before = bytesRead;
        while (next() != null) {}
        return bytesRead - before;
    }

    /// Writes the rest of the body to a stream; returns how many bytes it was. Parks, and holds the loop while
    /// `target` blocks.
    public long transferTo(OutputStream target) throws IOException {
        long before = bytesRead;
        for (byte[] piece = next(); piece != null; piece = next()) {
            target.write(piece);
        }
        return bytesRead - before;
    }

    /// The rest of the body as a stream, whose reads park. Closing it gives up what was not read.
    public InputStream stream() {
        return new BodyStream(this, this::close);
    }

    /// Bytes that have come over the wire so far, before decoding.
    public long bytesReceived() {
        return delivery.bodyBytes();
    }

    /// Bytes that were read so far, after decoding.
    public long bytesRead() {
        return bytesRead;
    }

    /// Gives up what was not read.
    void close() {
        delivery.cancel();
        pieces.close();
    }

    /// Reads a rest that is short, and gives up one that is long.
    void drain() {
        while (bytesRead <= DRAINED_BYTES_MAX) {
            if (next() == null) {
                return;
            }
        }
        close();
    }

    byte @Nullable [] next() {
        try {
            byte[] piece = pieces.next();
            if (piece != null) {
                bytesRead += piece.length;
            }
            return piece;
        } catch (HttpException failure) {
            close();
            throw failure.about(request.method(), request.url().href());
        }
    }

    private static void requireArrayLength(long length) {
        if (length > Integer.MAX_VALUE - 16) {
            throw new LimitExceededException(Phase.READ, "body bytes in one array", Integer.MAX_VALUE - 16);
        }
    }

    @Override
    public String toString() {
        return "ResponseBody[received=%d, read=%d, %s]"
                .formatted(bytesReceived(), bytesRead, delivery.isComplete() ? "complete" : "incomplete");
    }
}
