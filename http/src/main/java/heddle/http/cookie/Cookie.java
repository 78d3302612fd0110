package heddle.http.cookie;

import heddle.http.Headers;
import heddle.http.InvalidRequestException;
import heddle.url.Url;
import java.time.Instant;
import java.util.Optional;

/// A cookie as a [CookieJar] keeps it: immutable, its attributes already judged.
///
/// Name and value are characters up to U+00FF, each a byte of the wire.
///
/// @param name never empty
/// @param value as the server wrote it, quotes included
/// @param domain the host that it is for, in lower case and without a dot before it
/// @param isHostOnly whether it is for that host alone, and not for those below it
/// @param path the path that it is for, and all below it
/// @param isSecure whether it is for `https` alone
/// @param isHttpOnly whether scripts of a page shall not see it
/// @param sameSite what it says of requests that another site caused
/// @param expires when it ends; empty for a session cookie
public record Cookie(
        String name,
        String value,
        String domain,
        boolean isHostOnly,
        String path,
        boolean isSecure,
        boolean isHttpOnly,
        SameSite sameSite,
        Optional<Instant> expires) {
    /// Throws [InvalidRequestException] when name, value, domain or path cannot be what they are to be; the message
    /// does not show the value.
    public Cookie {
        requireText("name of a cookie", name, "=;\t");
        requireText("value of the cookie '" + name + "'", value, ";");
        requireText("domain of the cookie '" + name + "'", domain, "\t ");
        requireText("path of the cookie '" + name + "'", path, "");
        if (name.isEmpty() || domain.isEmpty() || !path.startsWith("/")) {
            throw new InvalidRequestException(
                    "the cookie '%s' needs a name, a domain and a path that begins with '/'".formatted(name));
        }
    }

    /// A session cookie for every path of the host of `url`, and for `https` alone if that is the scheme of `url`.
    public static Cookie of(Url url, String name, String value) {
        boolean isSecure = url.scheme().equals("https");
        return new Cookie(name, value, url.host(), true, "/", isSecure, false, SameSite.UNSPECIFIED, Optional.empty());
    }

    /// Whether it goes with a request of that URL (RFC 6265bis, 5.8.3).
    public boolean isFor(Url url) {
        boolean isHost = isHostOnly ? domain.equals(url.host()) : CookieScope.domainMatches(url, domain);
        return isHost
                && CookieScope.pathMatches(url.path(), path)
                && (!isSecure || url.scheme().equals("https"));
    }

    /// Whether its time is over.
    public boolean isExpiredAt(Instant now) {
        return expires.isPresent() && !expires.get().isAfter(now);
    }

    /// Whether it replaces, or is replaced by, that other one: name, domain, host-only and path are the same.
    public boolean isSameAs(Cookie other) {
        return name.equals(other.name)
                && domain.equals(other.domain)
                && isHostOnly == other.isHostOnly
                && path.equals(other.path);
    }

    /// Fit for logs: without the value.
    @Override
    public String toString() {
        return "Cookie[%s=*** for %s%s%s%s, %s]"
                .formatted(
                        name,
                        isSecure ? "https://" : "",
                        isHostOnly ? "" : "*.",
                        domain,
                        path,
                        expires.map(end -> "until " + end).orElse("of the session"));
    }

    /// [Headers] refuses what no header line can carry; a cookie cannot hold `forbidden` either. A semicolon ends an
    /// attribute, but hosts and paths of URLs may have one.
    private static void requireText(String what, String text, String forbidden) {
        Headers.of("Cookie", text);
        for (int i = 0; i < text.length(); i++) {
            if (forbidden.indexOf(text.charAt(i)) >= 0) {
                throw new InvalidRequestException("the %s has a character at index %d that ends it: one of '%s'"
                        .formatted(what, i, forbidden.replace("\t", "\\t")));
            }
        }
    }
}
