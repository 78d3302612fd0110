package heddle.http;

import org.jspecify.annotations.Nullable;

/// What the peer sent is not HTTP, or HTTP that nobody can read safely: conflicting lengths, bare line breaks, a
/// bad chunk. Not retryable.
public final class ProtocolException extends HttpException {
    private static final long serialVersionUID = 1L;

    /// Found in the head or body of a message, in [Phase#READ].
    public ProtocolException(String detail) {
        this(Phase.READ, detail, null);
    }

    /// Found in that phase, with the failure behind it.
    public ProtocolException(Phase phase, String detail, @Nullable Throwable cause) {
        super(phase, Redaction.text(detail), cause);
    }

    /// `protocol_error`.
    @Override
    public String kind() {
        return "protocol_error";
    }

    /// Never: the peer would send the same again.
    @Override
    public boolean isRetryable() {
        return false;
    }
}
