package heddle.http;

/// The response is larger than a limit of ours allows. Not retryable.
public final class LimitExceededException extends HttpException {
    private static final long serialVersionUID = 1L;

    /// What is limited.
    private final String what;

    /// How much of it is allowed.
    private final long limit;

    /// `what` names the measure with its unit: `response head bytes`, `decoded body bytes`, `header lines`.
    public LimitExceededException(Phase phase, String what, long limit) {
        super(phase, "more than %d %s; raise that limit if you trust the server".formatted(limit, what), null);
        this.what = what;
        this.limit = limit;
    }

    /// What is limited, with its unit: `decoded body bytes`.
    public String what() {
        return what;
    }

    /// How much of it is allowed.
    public long limit() {
        return limit;
    }

    /// `limit_exceeded`.
    @Override
    public String kind() {
        return "limit_exceeded";
    }

    /// Never: the response would be as large again.
    @Override
    public boolean isRetryable() {
        return false;
    }
}
