package heddle.http;

/// A complete response whose status is not the success that the caller asked for. Retryable as
/// [Status#isRetryable] says.
public final class StatusException extends HttpException {
    private static final long serialVersionUID = 1L;

    /// The code of the status.
    private final int code;

    /// Its reason.
    private final String reason;

    /// Of that status.
    public StatusException(Status status) {
        super(Phase.READ, "the server answered " + Redaction.text(status.toString()) + "; " + advice(status), null);
        this.code = status.code();
        this.reason = status.reason();
    }

    private static String advice(Status status) {
        if (status.isRetryable()) {
            return "try again later";
        }
        return status.isClientError() ? "check URL, method and credentials" : "the server would answer the same again";
    }

    /// The status of the response.
    public Status status() {
        return Status.of(code, reason);
    }

    /// `http_status`.
    @Override
    public String kind() {
        return "http_status";
    }

    /// For the statuses that pass: 408, 425, 429, 500, 502, 503, 504.
    @Override
    public boolean isRetryable() {
        return status().isRetryable();
    }
}
