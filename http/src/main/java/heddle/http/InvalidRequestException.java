package heddle.http;

import org.jspecify.annotations.Nullable;

/// The caller asked for something that HTTP cannot carry: a bad URL, method, header or body. Nothing was sent,
/// unless the body was streamed and turned out wrong on the way.
public final class InvalidRequestException extends HttpException {
    private static final long serialVersionUID = 1L;

    /// With a message that says what is wrong, where, and what would be right.
    public InvalidRequestException(String message) {
        this(message, null);
    }

    /// With the failure behind it.
    public InvalidRequestException(String message, @Nullable Throwable cause) {
        super(Phase.REQUEST, message, cause);
    }

    /// `invalid_request`.
    @Override
    public String kind() {
        return "invalid_request";
    }

    /// Never: it is wrong each time.
    @Override
    public boolean isRetryable() {
        return false;
    }
}
