package heddle.server.wire;

import java.nio.charset.StandardCharsets;

/// What the connection must know of a reply's head.
///
/// @param bytes the status line and all header lines with their line ends, but for the lines that the
///     connection
///     adds:
///     `Connection`, `Transfer-Encoding: chunked`, `Date`, `Server`. Not to be changed
/// @param framing how the peer finds the end of the body
/// @param closes whether the application wants the connection to end with this reply
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record ReplyHead(byte[] bytes, Framing framing, boolean closes) {
    /// How a body ends.
    public enum Framing {
        /// There is none, or its `Content-Length` is among the lines.
        MEASURED,
        /// In chunks; to a peer of HTTP/1.0, with the connection.
        CHUNKED
    }

    /// The head of the reply to a request that was refused.
    static ReplyHead of(Refusal refusal) {
        String lines = "HTTP/1.1 %d %s\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: %d\r\n"
                .formatted(refusal.status().code(), refusal.status().reason(), refusal.body().length);
        return new ReplyHead(lines.getBytes(StandardCharsets.ISO_8859_1), Framing.MEASURED, true);
    }
}
