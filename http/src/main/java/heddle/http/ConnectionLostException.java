package heddle.http;

import org.jspecify.annotations.Nullable;

/// The connection closed or was reset while the exchange used it: before the response, or in the middle of it.
/// Retryable.
public final class ConnectionLostException extends TransportException {
    private static final long serialVersionUID = 1L;

    /// `detail` says what was seen and how far it got: `closed after 10 of 1000 body bytes`.
    public ConnectionLostException(Phase phase, String detail, @Nullable Throwable cause) {
        super(
                phase,
                "connection lost while %s: %s; try again".formatted(phase.activity(), Redaction.text(detail)),
                true,
                cause);
    }

    /// `connection_lost`.
    @Override
    public String kind() {
        return "connection_lost";
    }
}
