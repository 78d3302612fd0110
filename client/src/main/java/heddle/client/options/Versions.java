package heddle.client.options;

import java.util.List;

/// Which versions of HTTP a request may travel by.
public enum Versions {
    /// What the server speaks: over TLS HTTP/2 or HTTP/1.1, whichever it agrees on (ALPN, RFC 7301); HTTP/1.1 without
    /// TLS.
    ANY,
    /// HTTP/1.1 alone.
    HTTP_1_1,
    /// HTTP/2 alone: over TLS the server must agree on it; without TLS it must speak it unasked, which is called prior
    /// knowledge (RFC 9113, 3.3).
    HTTP_2;

    /// The names by which ALPN knows them, the preferred one first; without TLS, what is known before.
    public List<String> protocols(boolean isSecure) {
        return switch (this) {
            case ANY -> isSecure ? List.of("h2", "http/1.1") : List.of();
            case HTTP_1_1 -> isSecure ? List.of("http/1.1") : List.of();
            case HTTP_2 -> List.of("h2");
        };
    }
}
