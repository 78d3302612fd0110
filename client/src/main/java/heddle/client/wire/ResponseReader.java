package heddle.client.wire;

import heddle.client.codec.WireResponse;
import heddle.client.options.Limits;
import heddle.http.ConnectionLostException;
import heddle.http.LimitExceededException;
import heddle.http.Phase;
import heddle.http.ProtocolException;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// From the objects of HTTP/1.1's decoder to an [Intake]: copies body bytes out of Netty's buffers once. Used on the
/// I/O thread; one for each connection.
final class ResponseReader {
    /// What the frame of a chunk may take for each byte in it: a chunk of one byte takes five, without extensions.
    private static final int FRAME_RATIO_MAX = 16;

    private final Limits limits;
    private final Intake intake;
    private final LongSupplier decodedBytes;
    private long headBytes;
    private long bodyBytes;
    private boolean isInterim;
    private boolean isOver;

    /// `decodedBytes` tells how many bytes of the response the decoder has used up.
    ResponseReader(Limits limits, LongSupplier decodedBytes) {
        this.limits = limits;
        this.decodedBytes = decodedBytes;
        intake = new Intake(limits);
    }

    void begin(Transfer transfer) {
        intake.begin(transfer);
        isInterim = false;
        isOver = false;
        bodyBytes = 0;
    }

    /// What was taken in so far.
    Intake intake() {
        return intake;
    }

    /// Whether the last byte of the response has come.
    boolean isOver() {
        return isOver;
    }

    /// Takes the next object; returns what is wrong with it.
    @Nullable Fault read(HttpObject object) {
        DecoderResult result = object.decoderResult();
        if (result.isFailure()) {
            release(object);
            return malformed(result.cause());
        }
        try {
            if (object instanceof WireResponse response) {
                isInterim = !intake.head(response.head());
                headBytes = decodedBytes.getAsLong();
            }
            if (object instanceof HttpContent content) {
                readContent(content);
            }
            return null;
        } catch (ProtocolException | LimitExceededException wrong) {
            return () -> wrong;
        } finally {
            release(object);
        }
    }

    private void readContent(HttpContent content) {
        if (isInterim) {
            isInterim = !(content instanceof LastHttpContent);
            return;
        }
        ByteBuf bytes = content.content();
        int length = bytes.readableBytes();
        if (length > 0) {
            var piece = new byte[length];
            bytes.readBytes(piece);
            intake.piece(piece);
            bodyBytes += length;
        }
        requireFrame();
        if (content instanceof LastHttpContent last) {
            intake.trailers(WireResponse.trailers(last));
            isOver = true;
        }
    }

    /// Chunks may not be mostly frame: extensions of any length around a byte each would keep a reader busy for the
    /// limit of the body times their length (CVE-2023-39326).
    private void requireFrame() {
        long frame = decodedBytes.getAsLong() - headBytes - bodyBytes;
        if (frame > 2L * limits.headBytesMax() + FRAME_RATIO_MAX * bodyBytes) {
            throw new LimitExceededException(Phase.READ, "bytes around the chunks of a body", limits.headBytesMax());
        }
    }

    private Fault malformed(@Nullable Throwable cause) {
        if (cause instanceof PrematureChannelClosureException) {
            return () -> new ConnectionLostException(Phase.READ, "closed " + intake.progress(true), null);
        }
        if (cause instanceof TooLongFrameException) {
            String what = intake.hasHead() ? "bytes in one chunk line or the trailers" : "response head bytes";
            return () -> new LimitExceededException(Phase.READ, what, limits.headBytesMax());
        }
        String where = intake.hasHead() ? "malformed response body" : "malformed response head";
        String why = cause == null || cause.getMessage() == null ? "unknown cause" : cause.getMessage();
        return () -> new ProtocolException(Phase.READ, where + ": " + why, cause);
    }

    private static void release(HttpObject object) {
        if (object instanceof HttpContent content) {
            content.release();
        }
    }
}
