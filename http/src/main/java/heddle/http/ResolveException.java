package heddle.http;

import org.jspecify.annotations.Nullable;

/// The host name leads to no address.
public final class ResolveException extends TransportException {
    private static final long serialVersionUID = 1L;

    /// The name that was asked for.
    private final String host;

    private ResolveException(String host, String message, boolean retryable, @Nullable Throwable cause) {
        super(Phase.DNS, message, retryable, cause);
        this.host = host;
    }

    /// The name servers answered that there is no such host (NXDOMAIN), or that it has no address.
    public static ResolveException unknownHost(String host, @Nullable Throwable cause) {
        return new ResolveException(
                host,
                "host '%s' does not exist, or has no address; check its spelling".formatted(Redaction.text(host)),
                false,
                cause);
    }

    /// The name servers did not answer, or said that they cannot; `detail` says why and what to do.
    public static ResolveException failed(String host, String detail, @Nullable Throwable cause) {
        String message = "cannot resolve host '%s': %s".formatted(Redaction.text(host), Redaction.text(detail));
        return new ResolveException(host, message, true, cause);
    }

    /// The name that was asked for.
    public String host() {
        return host;
    }

    /// `resolve_failed`.
    @Override
    public String kind() {
        return "resolve_failed";
    }
}
