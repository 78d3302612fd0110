package heddle.client.wire;

import heddle.client.options.Limits;
import heddle.http.BodyFraming;
import heddle.http.ConnectionLostException;
import heddle.http.LimitExceededException;
import heddle.http.Method;
import heddle.http.Phase;
import heddle.http.ProtocolException;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// From the decoder's objects to a transfer's head and body: skips interim responses, checks the framing and the
/// limits, copies body bytes out of Netty's buffers once. Used on the I/O thread; one for each connection.
final class ResponseReader {
    private static final BodyFraming NOT_YET = new BodyFraming.None();

    private final Limits limits;
    private @Nullable Transfer transfer;
    private boolean isHeadOnly;
    private @Nullable ResponseHead head;
    private BodyFraming framing = NOT_YET;
    private int interim;
    private boolean isInterim;
    private boolean isOver;
    private int waitingBytes;

    ResponseReader(Limits limits) {
        this.limits = limits;
    }

    void begin(Transfer transfer, boolean isHeadOnly) {
        this.transfer = transfer;
        this.isHeadOnly = isHeadOnly;
        head = null;
        framing = NOT_YET;
        interim = 0;
        isInterim = false;
        isOver = false;
        waitingBytes = 0;
    }

    /// Whether the last byte of the response has come.
    boolean isOver() {
        return isOver;
    }

    /// How many body bytes waited for the reader when the last came.
    int waitingBytes() {
        return waitingBytes;
    }

    /// Whether only the end of the connection ends the body.
    boolean endsWithConnection() {
        return framing instanceof BodyFraming.UntilClose;
    }

    /// How long the connection may be idle after this response; [KeepAlive#CLOSE] if it cannot serve again.
    long keepAliveNanos(long limitNanos) {
        ResponseHead known = head;
        return known == null || endsWithConnection() ? KeepAlive.CLOSE : KeepAlive.nanos(known, limitNanos);
    }

    /// How far the response has come, for a message.
    String progress(boolean hasBegun) {
        if (!hasBegun) {
            return "closed before the first byte of a response";
        }
        if (head == null || transfer == null) {
            return "closed in the middle of the response head";
        }
        long come = transfer.bodyBytes();
        return framing instanceof BodyFraming.Length(long all)
                ? "closed after %d of %d body bytes".formatted(come, all)
                : "closed after %d body bytes, before the end of the body".formatted(come);
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
                readHead(response);
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

    private void readHead(WireResponse response) {
        ResponseHead next = response.head();
        if (next.headers().size() > limits.headerLinesMax()) {
            throw new LimitExceededException(Phase.READ, "header lines", limits.headerLinesMax());
        }
        if (next.status().code() == 101) {
            throw new ProtocolException("the server switched protocols (101), which nobody had asked for");
        }
        isInterim = next.status().isInformational();
        if (isInterim) {
            if (++interim > limits.interimResponsesMax()) {
                throw new LimitExceededException(Phase.READ, "interim responses", limits.interimResponsesMax());
            }
            return;
        }
        framing = BodyFraming.ofResponse(isHeadOnly ? Method.HEAD : Method.GET, next.status(), next.headers());
        if (framing instanceof BodyFraming.Length(long bytes) && bytes > limits.bodyBytesMax()) {
            throw new LimitExceededException(Phase.READ, "body bytes", limits.bodyBytesMax());
        }
        head = next;
        current().head(next);
    }

    private void readContent(HttpContent content) {
        boolean isLast = content instanceof LastHttpContent;
        if (isInterim) {
            isInterim = !isLast;
            return;
        }
        ByteBuf bytes = content.content();
        int length = bytes.readableBytes();
        if (length > 0) {
            if (current().count(length) > limits.bodyBytesMax()) {
                throw new LimitExceededException(Phase.READ, "body bytes", limits.bodyBytesMax());
            }
            var piece = new byte[length];
            bytes.readBytes(piece);
            waitingBytes = current().add(piece);
        }
        isOver |= isLast;
    }

    private Transfer current() {
        return Objects.requireNonNull(transfer, "no transfer has begun");
    }

    private Fault malformed(@Nullable Throwable cause) {
        if (cause instanceof PrematureChannelClosureException) {
            return () -> new ConnectionLostException(Phase.READ, progress(true), null);
        }
        if (cause instanceof TooLongFrameException) {
            String what = head == null ? "response head bytes" : "bytes in one chunk line or the trailers";
            return () -> new LimitExceededException(Phase.READ, what, limits.headBytesMax());
        }
        String where = head == null ? "malformed response head" : "malformed response body";
        String why = cause == null || cause.getMessage() == null ? "unknown cause" : cause.getMessage();
        return () -> new ProtocolException(Phase.READ, where + ": " + why, cause);
    }

    private static void release(HttpObject object) {
        if (object instanceof HttpContent content) {
            content.release();
        }
    }
}
