package heddle.net;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A connection could not be made. Says to where, in which step, why, and what to do about it; the failures of the
/// single addresses are [suppressed][#getSuppressed].
public final class DialException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final DialFailure failure;
    private final String host;
    private final int port;

    public DialException(DialFailure failure, String host, int port, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.failure = failure;
        this.host = host;
        this.port = port;
    }

    public DialFailure failure() {
        return failure;
    }

    public DialFailure.Step step() {
        return failure.step();
    }

    /// The name or address that was dialled.
    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    public boolean isRetryable() {
        return failure.isRetryable();
    }

    public boolean isTimeout() {
        return failure.isTimeout();
    }
}
