package heddle.client.options;

/// Which versions of HTTP a request may travel by.
public enum Versions {
    /// What the server speaks: over TLS HTTP/2 or HTTP/1.1, whichever it agrees on (ALPN, RFC 7301); HTTP/1.1 without
    /// TLS.
    ANY,
    /// HTTP/1.1 alone.
    HTTP_1_1,
    /// HTTP/2 alone: over TLS the server must agree on it; without TLS it must speak it unasked, which is called prior
    /// knowledge (RFC 9113, 3.3).
    HTTP_2
}
