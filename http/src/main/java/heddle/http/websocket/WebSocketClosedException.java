package heddle.http.websocket;

import heddle.http.HttpException;
import heddle.http.Phase;

/// A WebSocket was closed, by the other side for a reason that is no orderly end, or by this side before what was
/// asked of it. Retryable, by a new connection, for the codes that pass: 1001, 1012, 1013 and 1014.
public final class WebSocketClosedException extends HttpException {
    private static final long serialVersionUID = 1L;

    /// Why, as a number.
    private final int code;

    /// Why, in words.
    private final String reason;

    private WebSocketClosedException(Phase phase, String message, int code, String reason) {
        super(phase, message, null);
        this.code = code;
        this.reason = shown(reason);
    }

    /// The other side closed with that [CloseCode] and reason, which may be empty.
    public static WebSocketClosedException byPeer(int code, String reason) {
        return new WebSocketClosedException(
                Phase.READ, "the other side closed the WebSocket" + words(code, reason), code, reason);
    }

    /// Something was to be sent after this side had closed with that code and reason.
    public static WebSocketClosedException here(int code, String reason) {
        return new WebSocketClosedException(
                Phase.WRITE,
                "nothing can be sent after this side has closed the WebSocket" + words(code, reason),
                code,
                reason);
    }

    private static String words(int code, String reason) {
        String why = code == CloseCode.NONE ? " without a code" : " with " + code;
        return reason.isEmpty() ? why : why + " (" + shown(reason) + ")";
    }

    /// The code; 1005 for none.
    public int code() {
        return code;
    }

    /// The reason in words; often empty.
    public String reason() {
        return reason;
    }

    /// `websocket_closed`.
    @Override
    public String kind() {
        return "websocket_closed";
    }

    /// For the codes that pass.
    @Override
    public boolean isRetryable() {
        return switch (code) {
            case CloseCode.GOING_AWAY, CloseCode.SERVICE_RESTART, CloseCode.TRY_AGAIN_LATER, CloseCode.BAD_GATEWAY ->
                true;
            default -> false;
        };
    }
}
