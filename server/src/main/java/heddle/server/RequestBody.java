package heddle.server;

import heddle.http.Status;
import heddle.server.wire.BodyFault;
import heddle.server.wire.Incoming;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The body of a request, pulled piece by piece: the peer is held back while nobody pulls.
///
/// What a handler leaves unread is thrown away after the reply when it is little; when it is much, the
/// connection ends with the reply. A peer that waits for `100 Continue` gets it with the first read, and
/// never without one. A streamed reply that has gone out in part before that cannot ask for the body any
/// more: it comes then if the peer sends it all the same, as most do after a while.
///
/// Once only, and for the coroutine of its request. Every read may park, and throws [RefusedRequestException] when
/// the rest will not come: let it pass, and the peer gets the right status.
public final class RequestBody {
    private final @Nullable Incoming incoming;
    private final Charset charset;

    RequestBody(@Nullable Incoming incoming, Charset charset) {
        this.incoming = incoming;
        this.charset = charset;
    }

    /// The next piece, never empty; an empty result is the end of the body.
    public Optional<byte[]> read() {
        if (incoming == null) {
            return Optional.empty();
        }
        try {
            return incoming.take();
        } catch (BodyFault fault) {
            var refused = new RefusedRequestException(
                    fault.refusal().status(), fault.refusal().detail());
            refused.initCause(fault);
            throw refused;
        }
    }

    /// The whole body, or what is left of it; the server's limit on bodies bounds it.
    public byte[] bytes() {
        return bytes(Integer.MAX_VALUE);
    }

    /// As [#bytes()], for a handler that wants less than the server allows: a larger body is refused with 413.
    public byte[] bytes(int bytesMax) {
        var whole = new ByteArrayOutputStream();
        for (Optional<byte[]> piece = read(); piece.isPresent(); piece = read()) {
            if (whole.size() > bytesMax - piece.get().length) {
                throw new RefusedRequestException(
                        Status.CONTENT_TOO_LARGE, "at most %d bytes are accepted here".formatted(bytesMax));
            }
            whole.writeBytes(piece.get());
        }
        return whole.toByteArray();
    }

    /// As [#bytes()], as text in the charset of the `Content-Type`, or UTF-8.
    public String text() {
        return new String(bytes(), charset);
    }

    /// Reads to the end and throws it away; returns the number of bytes.
    public long discard() {
        long count = 0;
        for (Optional<byte[]> piece = read(); piece.isPresent(); piece = read()) {
            count += piece.get().length;
        }
        return count;
    }
}
