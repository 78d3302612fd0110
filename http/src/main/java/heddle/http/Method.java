package heddle.http;

import org.jspecify.annotations.Nullable;

/// A request method (RFC 9110, 9): case-sensitive, any token. Equal names are equal methods.
///
/// What a method promises decides about retries and redirects: a *safe* one only reads (9.2.1), an *idempotent* one
/// may be repeated (9.2.2). Of a method that is not registered nothing is known, so it is neither.
public final class Method {
    /// Transfers the resource.
    public static final Method GET = new Method("GET");
    /// Like GET, without the body.
    public static final Method HEAD = new Method("HEAD");
    /// Lets the resource process the body; not idempotent.
    public static final Method POST = new Method("POST");
    /// Replaces the resource by the body.
    public static final Method PUT = new Method("PUT");
    /// Changes the resource as the body says; not idempotent (RFC 5789).
    public static final Method PATCH = new Method("PATCH");
    /// Removes the resource.
    public static final Method DELETE = new Method("DELETE");
    /// Asks what the resource can do.
    public static final Method OPTIONS = new Method("OPTIONS");
    /// Echoes the request.
    public static final Method TRACE = new Method("TRACE");
    /// Opens a tunnel through a proxy.
    public static final Method CONNECT = new Method("CONNECT");

    private final String name;

    private Method(String name) {
        this.name = name;
    }

    /// The method of that name, exactly as written: `get` is not [#GET].
    ///
    /// Throws [InvalidRequestException] when the name is no token (RFC 9110, 5.6.2), because a space or line break
    /// in it would end the request line early.
    public static Method of(String name) {
        return switch (name) {
            case "GET" -> GET;
            case "HEAD" -> HEAD;
            case "POST" -> POST;
            case "PUT" -> PUT;
            case "PATCH" -> PATCH;
            case "DELETE" -> DELETE;
            case "OPTIONS" -> OPTIONS;
            case "TRACE" -> TRACE;
            case "CONNECT" -> CONNECT;
            default -> new Method(FieldSyntax.requireToken("method", name));
        };
    }

    /// The name as it stands in the request line.
    public String name() {
        return name;
    }

    /// Whether the method only reads: GET, HEAD, OPTIONS, TRACE (RFC 9110, 9.2.1).
    public boolean isSafe() {
        return switch (name) {
            case "GET", "HEAD", "OPTIONS", "TRACE" -> true;
            default -> false;
        };
    }

    /// Whether sending the request twice means the same as sending it once: the safe methods, PUT and DELETE (RFC
    /// 9110, 9.2.2).
    public boolean isIdempotent() {
        return isSafe() || name.equals("PUT") || name.equals("DELETE");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Method method && name.equals(method.name));
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
