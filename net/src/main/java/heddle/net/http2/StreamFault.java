package heddle.net.http2;

import io.netty.handler.codec.http2.Http2Exception.HeaderListSizeException;
import io.netty.handler.codec.http2.Http2Exception.StreamException;

/// Why a stream cannot go on.
///
/// @param kind what to do about it
/// @param detail what was wrong, for people
public record StreamFault(Kind kind, String detail) {
    /// The kinds of faults.
    public enum Kind {
        /// What the peer sent breaks the rules.
        MALFORMED,
        /// A section of fields from the peer is larger than this side takes.
        HEAD_TOO_LARGE,
        /// A section of fields is larger than the peer takes, and was not sent.
        HEAD_NOT_TAKEN,
        /// The peer takes no more streams on this connection; this one was not sent.
        NOT_OPENED
    }

    static StreamFault of(StreamException failure) {
        String detail = String.valueOf(failure.getMessage());
        if (failure instanceof HeaderListSizeException tooLarge) {
            return new StreamFault(tooLarge.duringDecode() ? Kind.HEAD_TOO_LARGE : Kind.HEAD_NOT_TAKEN, detail);
        }
        return new StreamFault(Kind.MALFORMED, detail);
    }
}
