package heddle.http;

import org.jspecify.annotations.Nullable;

/// A proxy on the way could not be reached, or does not let the request through.
public final class ProxyException extends TransportException {
    private static final long serialVersionUID = 1L;

    /// Host and port of the proxy.
    private final String proxy;

    private ProxyException(Phase phase, String proxy, String message, boolean retryable, @Nullable Throwable cause) {
        super(phase, message, retryable, cause);
        this.proxy = proxy;
    }

    /// The proxy at that host and port itself could not be reached; the phase says whether its name, the connection
    /// or its TLS failed, `detail` why and what to do.
    public static ProxyException unreachable(
            Phase phase, String proxy, String detail, boolean retryable, @Nullable Throwable cause) {
        String message = "cannot reach proxy %s: %s".formatted(Redaction.text(proxy), Redaction.text(detail));
        return new ProxyException(phase, proxy, message, retryable, cause);
    }

    /// The proxy was reached and does not open the way; `detail` says why and what to do: `it answered 403
    /// Forbidden; ask its operator`.
    public static ProxyException refused(String proxy, String detail, boolean retryable, @Nullable Throwable cause) {
        String message = "no way through proxy %s: %s".formatted(Redaction.text(proxy), Redaction.text(detail));
        return new ProxyException(Phase.CONNECT, proxy, message, retryable, cause);
    }

    /// Host and port of the proxy.
    public String proxy() {
        return proxy;
    }

    /// `proxy_failed`.
    @Override
    public String kind() {
        return "proxy_failed";
    }
}
