package heddle.http.cookie;

/// What a cookie says of requests that another site caused (RFC 6265bis, 5.6.7). It is kept, and not acted upon:
/// outside a browser every request is the program's own.
public enum SameSite {
    /// Nothing, or no word that is known.
    UNSPECIFIED,
    /// `SameSite=Lax`.
    LAX,
    /// `SameSite=Strict`.
    STRICT,
    /// `SameSite=None`, which only a `Secure` cookie may say.
    NONE
}
