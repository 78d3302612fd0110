package heddle.http.websocket;

/// The numbers that say why a WebSocket is closed (RFC 6455, 7.4, and the registry of IANA). From 3000 on they
/// are the applications': up to 3999 registered, from 4000 private.
public final class CloseCode {
    /// All was said.
    public static final int NORMAL = 1000;
    /// A server stops, or a browser leaves the page.
    public static final int GOING_AWAY = 1001;
    /// The other side broke the rules of the protocol.
    public static final int PROTOCOL_ERROR = 1002;
    /// A message of a kind that is not accepted here, such as binary.
    public static final int UNSUPPORTED_DATA = 1003;
    /// Never sent: the other side closed without a code.
    public static final int NONE = 1005;
    /// Never sent: the connection ended without a word.
    public static final int ABNORMAL = 1006;
    /// A message that does not fit its kind, such as a text that is not UTF-8.
    public static final int INVALID_DATA = 1007;
    /// Not allowed here.
    public static final int POLICY_VIOLATION = 1008;
    /// A message that is too large.
    public static final int TOO_LARGE = 1009;
    /// A client misses an extension.
    public static final int EXTENSION_MISSING = 1010;
    /// Something went wrong on the side that closes.
    public static final int INTERNAL_ERROR = 1011;
    /// A server starts anew.
    public static final int SERVICE_RESTART = 1012;
    /// A server is overloaded.
    public static final int TRY_AGAIN_LATER = 1013;
    /// A gateway had a bad answer from behind it.
    public static final int BAD_GATEWAY = 1014;

    private CloseCode() {}

    /// Whether the code may stand in a frame: those that are registered as such, and 3000 to 4999.
    public static boolean isSendable(int code) {
        boolean isRegistered = code >= NORMAL && code <= BAD_GATEWAY;
        boolean isReserved = code == 1004 || code == NONE || code == ABNORMAL;
        return isRegistered ? !isReserved : code >= 3000 && code <= 4999;
    }

    /// Whether the code speaks of an orderly end: 1000, 1001, or none.
    public static boolean isOrderly(int code) {
        return code == NORMAL || code == GOING_AWAY || code == NONE;
    }
}
