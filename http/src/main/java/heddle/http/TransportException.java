package heddle.http;

import org.jspecify.annotations.Nullable;

/// The way to the server failed: there is no response, or only a part of one.
public abstract sealed class TransportException extends HttpException
        permits ConnectFailedException,
                ConnectionLostException,
                ProxyException,
                ResolveException,
                StreamResetException,
                TlsException {
    private static final long serialVersionUID = 1L;

    /// Whether the failure is likely to pass.
    private final boolean retryable;

    TransportException(Phase phase, String message, boolean retryable, @Nullable Throwable cause) {
        super(phase, message, cause);
        this.retryable = retryable;
    }

    /// Whether the failure is of a kind that passes: a refused connection may, a wrong certificate will not.
    @Override
    public final boolean isRetryable() {
        return retryable;
    }
}
