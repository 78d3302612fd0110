package heddle.client;

import heddle.client.auth.Auth;
import heddle.client.auth.Logins;
import heddle.client.options.Versions;
import heddle.client.proxy.Proxies;
import heddle.http.Headers;
import heddle.url.Url;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What every request of a session carries unless it says otherwise.
///
/// @param headers fields of every request; a request replaces those that it names itself
/// @param compression whether to ask for compressed bodies and undo the compression
/// @param redirectsMax how many redirects are followed; 0 gives redirects to the caller
/// @param errors what becomes of a response whose status is 400 or above
/// @param versions which versions of HTTP may carry it
/// @param proxies through which proxy each URL is asked for; none by default
/// @param auth how each request says who sends it, to whatever origin it is meant for; not at all by default
/// @param logins the same by origin, where the request and its URL say nothing; none by default
/// @param middlewares what every call goes through, the outermost first; none by default
/// @param base what URLs in the program are relative to; nothing by default
public record RequestDefaults(
        Headers headers,
        Compression compression,
        int redirectsMax,
        ErrorStatus errors,
        Versions versions,
        Proxies proxies,
        Optional<Auth> auth,
        Optional<Logins> logins,
        List<Middleware> middlewares,
        Optional<Url> base) {
    private static final String USER_AGENT = "heddle/0.1";

    /// What becomes of content codings.
    public enum Compression {
        /// Compressed bodies are asked for and decoded.
        DECODED,
        /// Nothing is asked for, and what comes is left as it is.
        UNTOUCHED
    }

    /// What becomes of a response whose status is 400 or above.
    public enum ErrorStatus {
        /// It is a response like any other.
        RESPONSE,
        /// It is a [heddle.http.StatusException].
        FAILURE
    }

    public RequestDefaults {
        if (redirectsMax < 0) {
            throw new IllegalArgumentException("redirectsMax is %d; it cannot be negative".formatted(redirectsMax));
        }
        middlewares = List.copyOf(middlewares);
    }

    /// `User-Agent: heddle/0.1`, `Accept: */*`, compression, 20 redirects, every status a response, any
    /// version, no proxy, no middleware.
    public static RequestDefaults defaults() {
        return new RequestDefaults(
                Headers.of("User-Agent", USER_AGENT, "Accept", "*/*"),
                Compression.DECODED,
                20,
                ErrorStatus.RESPONSE,
                Versions.ANY,
                Proxies.none(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /// With other fields in place of all of these.
    public RequestDefaults headers(Headers headers) {
        return new RequestDefaults(
                headers, compression, redirectsMax, errors, versions, proxies, auth, logins, middlewares, base);
    }

    /// Without compression.
    public RequestDefaults uncompressed() {
        return new RequestDefaults(
                headers,
                Compression.UNTOUCHED,
                redirectsMax,
                errors,
                versions,
                proxies,
                auth,
                logins,
                middlewares,
                base);
    }

    /// With another limit.
    public RequestDefaults redirectsMax(int redirectsMax) {
        return new RequestDefaults(
                headers, compression, redirectsMax, errors, versions, proxies, auth, logins, middlewares, base);
    }

    /// With a status of 400 or above as a failure.
    public RequestDefaults raiseForStatus() {
        return new RequestDefaults(
                headers,
                compression,
                redirectsMax,
                ErrorStatus.FAILURE,
                versions,
                proxies,
                auth,
                logins,
                middlewares,
                base);
    }

    /// Through these proxies.
    public RequestDefaults proxies(Proxies proxies) {
        return new RequestDefaults(
                headers, compression, redirectsMax, errors, versions, proxies, auth, logins, middlewares, base);
    }

    /// With this to say to whatever origin a request is meant for.
    public RequestDefaults auth(Auth auth) {
        return new RequestDefaults(
                headers,
                compression,
                redirectsMax,
                errors,
                versions,
                proxies,
                Optional.of(auth),
                logins,
                middlewares,
                base);
    }

    /// With these logins by origin.
    public RequestDefaults logins(Logins logins) {
        return new RequestDefaults(
                headers,
                compression,
                redirectsMax,
                errors,
                versions,
                proxies,
                auth,
                Optional.of(logins),
                middlewares,
                base);
    }

    /// With this middleware inside those that are there.
    public RequestDefaults middleware(Middleware middleware) {
        var more = new ArrayList<>(middlewares);
        more.add(middleware);
        return new RequestDefaults(
                headers, compression, redirectsMax, errors, versions, proxies, auth, logins, more, base);
    }

    /// By these versions of HTTP.
    public RequestDefaults versions(Versions versions) {
        return new RequestDefaults(
                headers, compression, redirectsMax, errors, versions, proxies, auth, logins, middlewares, base);
    }

    /// With URLs relative to this one.
    public RequestDefaults base(Url base) {
        return new RequestDefaults(
                headers,
                compression,
                redirectsMax,
                errors,
                versions,
                proxies,
                auth,
                logins,
                middlewares,
                Optional.of(base));
    }
}
