package heddle.http;

import org.jspecify.annotations.Nullable;

/// No address of the host accepts a connection, or the proxy on the way opens none. Retryable.
public final class ConnectFailedException extends TransportException {
    private static final long serialVersionUID = 1L;

    /// Host and port, or address and port.
    private final String target;

    /// `target` is host and port; `detail` says why, `connection refused` say.
    public ConnectFailedException(String target, String detail, @Nullable Throwable cause) {
        super(
                Phase.CONNECT,
                "cannot connect to %s: %s; check that the server is up and listens there"
                        .formatted(Redaction.text(target), Redaction.text(detail)),
                true,
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
