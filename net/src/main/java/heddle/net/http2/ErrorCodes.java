package heddle.net.http2;

import io.netty.handler.codec.http2.Http2Error;

/// The error codes of HTTP/2 that are used here, and the names of all (RFC 9113, 7).
public final class ErrorCodes {
    public static final long NO_ERROR = 0;
    public static final long PROTOCOL_ERROR = 1;
    public static final long INTERNAL_ERROR = 2;
    public static final long REFUSED_STREAM = 7;
    public static final long CANCEL = 8;
    public static final long ENHANCE_YOUR_CALM = 11;
    public static final long HTTP_1_1_REQUIRED = 13;

    private ErrorCodes() {}

    /// The name of a code, or its number.
    public static String name(long code) {
        Http2Error known = Http2Error.valueOf(code);
        return known == null ? "error code " + code : known.name();
    }
}
