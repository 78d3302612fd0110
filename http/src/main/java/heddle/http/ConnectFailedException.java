package heddle.http;

import org.jspecify.annotations.Nullable;

/// No address of the host accepts a connection. Retryable, unless it is for what this side asks of connections.
public final class ConnectFailedException extends TransportException {
    private static final long serialVersionUID = 1L;

    /// Host and port, or address and port.
    private final String target;

    /// `target` is host and port; `detail` says why and what to do: `connection refused; check that the server runs
    /// and listens on that port`.
    public ConnectFailedException(String target, String detail, @Nullable Throwable cause) {
        this(target, detail, true, cause);
    }

    /// As [#ConnectFailedException(String, String, Throwable)], where trying again may be of no use.
    public ConnectFailedException(String target, String detail, boolean isRetryable, @Nullable Throwable cause) {
        super(
                Phase.CONNECT,
                "cannot connect to %s: %s".formatted(Redaction.text(target), Redaction.text(detail)),
                isRetryable,
                cause);
        this.target = target;
    }

    /// Host and port that did not accept.
    public String target() {
        return target;
    }

    /// `connect_failed`.
    @Override
    public String kind() {
        return "connect_failed";
    }
}
