package heddle.http;

/// The server gave up this exchange alone, while its HTTP/2 connection goes on (RFC 9113, 6.4). Its code says why;
/// retryable where that may pass.
public final class StreamResetException extends TransportException {
    private static final long serialVersionUID = 1L;

    private final long errorCode;

    /// `detail` says how far the exchange had got: `after 10 of 1000 body bytes`.
    public StreamResetException(Phase phase, long errorCode, String detail) {
        super(
                phase,
                "the server reset the stream with %s while %s: %s"
                        .formatted(name(errorCode), phase.activity(), Redaction.text(detail)),
                mayPass(errorCode),
                null);
        this.errorCode = errorCode;
    }

    /// Its code (RFC 9113, 7): 7 for REFUSED_STREAM, say.
    public long errorCode() {
        return errorCode;
    }

    /// `stream_reset`.
    @Override
    public String kind() {
        return "stream_reset";
    }

    /// Those that speak of the server's state, not of a broken rule.
    private static boolean mayPass(long code) {
        return switch ((int) Math.min(code, Integer.MAX_VALUE)) {
            case 0, 2, 7, 8, 11 -> true;
            default -> false;
        };
    }

    private static String name(long code) {
        return switch ((int) Math.min(code, Integer.MAX_VALUE)) {
            case 0 -> "NO_ERROR";
            case 1 -> "PROTOCOL_ERROR";
            case 2 -> "INTERNAL_ERROR";
            case 3 -> "FLOW_CONTROL_ERROR";
            case 4 -> "SETTINGS_TIMEOUT";
            case 5 -> "STREAM_CLOSED";
            case 6 -> "FRAME_SIZE_ERROR";
            case 7 -> "REFUSED_STREAM";
            case 8 -> "CANCEL";
            case 9 -> "COMPRESSION_ERROR";
            case 10 -> "CONNECT_ERROR";
            case 11 -> "ENHANCE_YOUR_CALM";
            case 12 -> "INADEQUATE_SECURITY";
            case 13 -> "HTTP_1_1_REQUIRED";
            default -> "error code " + code;
        };
    }
}
