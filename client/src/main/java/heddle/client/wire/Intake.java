package heddle.client.wire;

import heddle.client.codec.ResponseHead;
import heddle.client.options.Limits;
import heddle.http.BodyFraming;
import heddle.http.Headers;
import heddle.http.LimitExceededException;
import heddle.http.Method;
import heddle.http.Phase;
import heddle.http.ProtocolException;
import heddle.http.Status;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Takes one response after the other for their transfers, whatever the version of HTTP: skips interim responses,
/// checks the framing and the limits, and hands on head and body. What is wrong is thrown, as [ProtocolException] or
/// [LimitExceededException]. Used on the I/O thread.
final class Intake {
    private static final BodyFraming NOT_YET = new BodyFraming.None();
    private static final int SWITCHING_PROTOCOLS = 101;

    private final Limits limits;
    private @Nullable Transfer transfer;
    private boolean isHeadOnly;
    private @Nullable ResponseHead head;
    private BodyFraming framing = NOT_YET;
    private int interim;

    Intake(Limits limits) {
        this.limits = limits;
    }

    void begin(Transfer transfer) {
        this.transfer = transfer;
        isHeadOnly = transfer.request().answer() == WireRequest.Answer.HEAD_ONLY;
        head = null;
        framing = NOT_YET;
        interim = 0;
    }

    boolean hasHead() {
        return head != null;
    }

    /// Takes a head; whether it is the last one, and no interim response.
    boolean head(ResponseHead next) {
        if (next.headers().size() > limits.headerLinesMax()) {
            throw new LimitExceededException(Phase.READ, "header lines", limits.headerLinesMax());
        }
        if (next.status().code() == SWITCHING_PROTOCOLS) {
            checkUpgrade(next);
        } else if (next.status().isInformational()) {
            if (++interim > limits.interimResponsesMax()) {
                throw new LimitExceededException(Phase.READ, "interim responses", limits.interimResponsesMax());
            }
            current().interim(next);
            if (next.status().code() == Status.CONTINUE.code()) {
                current().invited();
            }
            return false;
        }
        framing = BodyFraming.ofResponse(isHeadOnly ? Method.HEAD : Method.GET, next.status(), next.headers());
        if (framing instanceof BodyFraming.Length(long bytes) && bytes > limits.bodyBytesMax()) {
            throw bodyTooLong();
        }
        head = next;
        current().head(next);
        return true;
    }

    private void checkUpgrade(ResponseHead next) {
        if (current().request().answer() != WireRequest.Answer.UPGRADE) {
            throw new ProtocolException("the server switched protocols (101), which nobody had asked for");
        }
        if (!next.headers().has("Sec-WebSocket-Accept")) {
            throw new ProtocolException("the server switched protocols (101), but not to WebSocket");
        }
    }

    /// Whether the connection speaks another protocol after this response.
    boolean isUpgrade() {
        ResponseHead known = head;
        return known != null && known.status().code() == SWITCHING_PROTOCOLS;
    }

    /// Takes bytes of the body.
    void piece(byte[] piece) {
        if (current().count(piece.length) > limits.bodyBytesMax()) {
            throw bodyTooLong();
        }
        current().add(piece);
    }

    /// Takes the fields behind the body.
    void trailers(Headers trailers) {
        if (trailers.size() > limits.headerLinesMax()) {
            throw new LimitExceededException(Phase.READ, "trailer lines", limits.headerLinesMax());
        }
        current().trailers(trailers);
    }

    /// Where the body ends, as its head says.
    BodyFraming framing() {
        return framing;
    }

    /// Whether only the end of the connection ends the body, where HTTP itself does not.
    boolean endsWithConnection() {
        return framing instanceof BodyFraming.UntilClose;
    }

    /// How long the connection may be idle after this response; [KeepAlive#CLOSE] if it cannot serve again.
    long keepAliveNanos(long limitNanos) {
        ResponseHead known = head;
        return known == null || endsWithConnection() ? KeepAlive.CLOSE : KeepAlive.nanos(known, limitNanos);
    }

    /// How far the response has come, to follow "closed" in a message.
    String progress(boolean hasBegun) {
        if (!hasBegun) {
            return "before the first byte of a response";
        }
        if (head == null) {
            return "in the middle of the response head";
        }
        long come = current().bodyBytes();
        return framing instanceof BodyFraming.Length(long all)
                ? "after %d of %d body bytes".formatted(come, all)
                : "after %d body bytes, before the end of the body".formatted(come);
    }

    private LimitExceededException bodyTooLong() {
        return new LimitExceededException(Phase.READ, "body bytes", limits.bodyBytesMax());
    }

    private Transfer current() {
        return Objects.requireNonNull(transfer, "no transfer has begun");
    }
}
