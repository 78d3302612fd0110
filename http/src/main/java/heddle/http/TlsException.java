package heddle.http;

import org.jspecify.annotations.Nullable;

/// The TLS handshake failed: the certificate is not trusted, or the other side does not speak TLS.
public final class TlsException extends TransportException {
    private static final long serialVersionUID = 1L;

    /// The name that the certificate should bear.
    private final String host;

    private TlsException(String host, String message, boolean retryable, @Nullable Throwable cause) {
        super(Phase.TLS, message, retryable, cause);
        this.host = host;
    }

    /// The certificate of the host was refused: wrong name, expired, or signed by nobody who is trusted; `detail`
    /// says which and what to do. Not retryable.
    public static TlsException untrusted(String host, String detail, @Nullable Throwable cause) {
        String message = "no TLS with '%s': %s".formatted(Redaction.text(host), Redaction.text(detail));
        return new TlsException(host, message, false, cause);
    }

    /// The two sides found no common ground, or the port does not speak TLS; `detail` says which and what to do.
    /// Not retryable.
    public static TlsException failed(String host, String detail, @Nullable Throwable cause) {
        String message = "no TLS with '%s': %s".formatted(Redaction.text(host), Redaction.text(detail));
        return new TlsException(host, message, false, cause);
    }

    /// The connection ended in the middle of the handshake. Retryable.
    public static TlsException interrupted(String host, @Nullable Throwable cause) {
        String message =
                "'%s' closed the connection during the TLS handshake; try again, or check that the port speaks TLS"
                        .formatted(Redaction.text(host));
        return new TlsException(host, message, true, cause);
    }

    /// The name that the certificate should bear.
    public String host() {
        return host;
    }

    /// `tls_failed`.
    @Override
    public String kind() {
        return "tls_failed";
    }
}
