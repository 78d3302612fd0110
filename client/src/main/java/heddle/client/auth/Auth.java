package heddle.client.auth;

import heddle.http.Headers;
import heddle.http.Status;
import java.util.Optional;

/// How requests to one origin say who sends them: the value of their `Authorization` (RFC 9110, 11).
///
/// It is asked for each hop within the origin that the request was meant for, and never for another one. Any
/// number of requests may use one at once, on any loops; a scheme of one's own is a class that implements this.
public interface Auth {
    /// User and password, sent at once with every request (RFC 7617). Over plain http anyone on the way can read
    /// them.
    ///
    /// Throws [IllegalArgumentException] when the user has a colon, which the scheme cannot carry.
    static Auth basic(String user, String password) {
        return new Basic(user, password);
    }

    /// A token that does not change (RFC 6750). Throws [IllegalArgumentException] when it can be none.
    static Auth bearer(String token) {
        var lasting = BearerToken.lasting(token);
        return new Bearer(() -> lasting, Bearer.Kind.FIXED);
    }

    /// Tokens that end: the next one is asked for when there is none, when its lifetime is nearly over, and when
    /// the server answers 401 to the one before; that request is sent again then, once. However many requests
    /// want the next token, one of them asks and the others wait.
    static Auth bearer(TokenSource source) {
        return new Bearer(source, Bearer.Kind.REFRESHED);
    }

    /// User and password that the server never sees (RFC 7616): with MD5, SHA-256 or SHA-512-256, also as
    /// sessions, whichever the server asks for first. The first request is answered by 401 and sent again; the
    /// next ones need no second try.
    static Auth digest(String user, String password) {
        return new Digest(user, password);
    }

    /// The value for that request; empty to send it without. On the coroutine that sends; may park.
    Optional<String> authorization(AuthRequest request);

    /// A response has come to a request that was sent with `sent`, which is empty for none. Whether to send the
    /// request again, with a new value. Does not park.
    boolean learn(AuthRequest request, String sent, Status status, Headers headers);
}
