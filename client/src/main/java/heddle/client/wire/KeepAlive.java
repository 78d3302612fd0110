package heddle.client.wire;

import heddle.client.codec.ResponseHead;
import heddle.http.BodyFraming;

/// How long a server keeps a connection after a response (RFC 9112, 9.3; the `timeout` parameter of `Keep-Alive`,
/// which servers send though it was never standardised).
final class KeepAlive {
    /// The answer when the connection is not to be used again.
    static final long CLOSE = -1;

    private static final long SECOND = 1_000_000_000L;
    private static final String PARAMETER = "timeout=";

    private KeepAlive() {}

    /// Nanoseconds that the connection may be idle, at most `limitNanos`; [#CLOSE] when the server closes it.
    static long nanos(ResponseHead head, long limitNanos) {
        if (!BodyFraming.keepsConnection(head.version(), head.headers())) {
            return CLOSE;
        }
        return head.headers().has("Keep-Alive") ? Math.min(limitNanos, promised(head)) : limitNanos;
    }

    /// A tenth, at most a second, less than the server says: a request sent at the last moment would meet a closed
    /// connection.
    private static long promised(ResponseHead head) {
        for (String member : head.headers().members("Keep-Alive")) {
            if (member.regionMatches(true, 0, PARAMETER, 0, PARAMETER.length())) {
                long nanos = seconds(member.substring(PARAMETER.length())) * SECOND;
                return nanos - Math.min(SECOND, nanos / 10);
            }
        }
        return PhaseLimits.NEVER;
    }

    private static long seconds(String digits) {
        boolean isNumber =
                !digits.isEmpty() && digits.length() <= 6 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Long.parseLong(digits) : 1_000_000;
    }
}
