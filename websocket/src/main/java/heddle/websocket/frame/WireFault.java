package heddle.websocket.frame;

import heddle.http.DecodingException;
import heddle.http.HttpException;
import heddle.http.LimitExceededException;
import heddle.http.Phase;
import heddle.http.ProtocolException;
import heddle.http.websocket.CloseCode;

/// The other side did what it may not: the WebSocket fails, with a code for that side and an exception for this
/// one.
public final class WireFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final HttpException failure;

    private WireFault(int code, HttpException failure) {
        super(failure);
        this.code = code;
        this.failure = failure;
    }

    /// What it sent is no WebSocket.
    public static WireFault protocol(String detail) {
        return new WireFault(CloseCode.PROTOCOL_ERROR, new ProtocolException(detail));
    }

    /// It sent a text that is not UTF-8.
    public static WireFault notUtf8() {
        return new WireFault(CloseCode.INVALID_DATA, new ProtocolException("a text of the other side is not UTF-8"));
    }

    /// Its compression is broken.
    public static WireFault inflating(String detail, Throwable cause) {
        return new WireFault(CloseCode.INVALID_DATA, DecodingException.corrupt("permessage-deflate", detail, cause));
    }

    /// It sent more than it may.
    public static WireFault tooLarge(String what, long limit) {
        return new WireFault(CloseCode.TOO_LARGE, new LimitExceededException(Phase.READ, what, limit));
    }

    /// What it lets others take out, while it takes nothing in.
    public static WireFault untaken(String what, long limit) {
        return new WireFault(CloseCode.POLICY_VIOLATION, new LimitExceededException(Phase.WRITE, what, limit));
    }

    /// What the other side is told.
    public int code() {
        return code;
    }

    /// What this side is told.
    public HttpException failure() {
        return failure;
    }
}
