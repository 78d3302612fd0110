package heddle.http;

import org.jspecify.annotations.Nullable;

/// The body is not what its Content-Encoding says: cut, corrupt, followed by other bytes, or in a coding that is
/// not known or has no decoder here. Or it is not what the program wanted to make of it: no JSON, for one.
public final class DecodingException extends HttpException {
    private static final long serialVersionUID = 1L;

    /// The coding at fault.
    private final String coding;

    /// Whether the fault may be the way's and not the server's.
    private final boolean retryable;

    private DecodingException(String coding, String message, boolean retryable, @Nullable Throwable cause) {
        super(Phase.DECODE, message, cause);
        this.coding = coding;
        this.retryable = retryable;
    }

    /// The bytes do not follow the coding. Not retryable.
    public static DecodingException corrupt(String coding, String detail, @Nullable Throwable cause) {
        String message = "corrupt %s body: %s; ask for the body without compression"
                .formatted(Redaction.text(coding), Redaction.text(detail));
        return new DecodingException(coding, message, false, cause);
    }

    /// The body ended in the middle of the coding. Retryable: it may have been cut on the way.
    public static DecodingException cut(String coding, String detail) {
        String message = "cut %s body: %s; try again, or ask for the body without compression"
                .formatted(Redaction.text(coding), Redaction.text(detail));
        return new DecodingException(coding, message, true, null);
    }

    /// The coding has no decoder here. Not retryable.
    public static DecodingException unknown(String coding) {
        String message = "content coding '%s' is not known; ask for one of those in Accept-Encoding only"
                .formatted(Redaction.text(coding));
        return new DecodingException(coding, message, false, null);
    }

    /// The coding is known, but what decodes it is not among the program's jars, or has no build for this machine.
    /// Not retryable.
    public static DecodingException unavailable(String coding, String library, @Nullable Throwable cause) {
        String failure = cause == null ? "" : ", which did not load (" + cause.getMessage() + ")";
        String message =
                "content coding '%s' cannot be decoded here: it needs %s%s; ask for one of those in Accept-Encoding only"
                        .formatted(Redaction.text(coding), library, Redaction.text(failure));
        return new DecodingException(coding, message, false, cause);
    }

    /// The body came whole, and what the program has to read it with does not accept it. Not retryable.
    ///
    /// @param body status and media type
    public static DecodingException unreadable(String body, Throwable cause) {
        String detail = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        String message = "the body (%s) is not what is wanted: %s; look at it as text, or ask for success first"
                .formatted(Redaction.text(body), Redaction.text(detail));
        return new DecodingException("identity", message, false, cause);
    }

    /// The content coding at fault: `gzip`; `identity` when none is.
    public String coding() {
        return coding;
    }

    /// `decoding_failed`.
    @Override
    public String kind() {
        return "decoding_failed";
    }

    /// When the body was cut.
    @Override
    public boolean isRetryable() {
        return retryable;
    }
}
