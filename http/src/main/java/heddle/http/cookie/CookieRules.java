package heddle.http.cookie;

import heddle.url.Url;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// What makes a cookie of what a server sent, or of nothing: RFC 6265bis, 5.7, as far as it takes no look at other
/// cookies. Pure rules, no state.
final class CookieRules {
    private CookieRules() {}

    /// The cookie that a response from `url` sets by that line; empty when it may not.
    static Optional<Cookie> accept(String line, Url url, Instant now, CookieLimits limits) {
        SetCookie set = SetCookie.parse(line).orElse(null);
        if (set == null || !isIn(limits, set.name(), set.value()) || set.name().indexOf('\t') >= 0) {
            return Optional.empty();
        }
        SetCookie.Attributes attributes = set.attributes();
        String domain = attributes.domain();
        boolean isHostOnly = domain.isEmpty() || (domain.equals(url.host()) && isSuffix(url, domain));
        if (!isHostOnly && (!CookieScope.domainMatches(url, domain) || isSuffix(url, domain))) {
            return Optional.empty();
        }
        if (attributes.isSecure() && !url.scheme().equals("https")) {
            return Optional.empty();
        }
        boolean hasPath = !attributes.path().isEmpty();
        var cookie = new Cookie(
                set.name(),
                set.value(),
                isHostOnly ? url.host() : domain,
                isHostOnly,
                hasPath ? attributes.path() : CookieScope.defaultPath(url),
                attributes.isSecure(),
                attributes.isHttpOnly(),
                attributes.sameSite(),
                attributes.end(now, limits.lifetimeMax()));
        boolean claimsHost = hasPrefix(cookie, "__host-");
        return isHonest(cookie) && (hasPath || !claimsHost) ? Optional.of(cookie) : Optional.empty();
    }

    /// Whether a cookie from elsewhere, a file say, may be kept.
    static boolean mayKeep(Cookie cookie, CookieLimits limits) {
        boolean isWide = !cookie.isHostOnly() && PublicSuffixes.isPublicSuffix(cookie.domain());
        return !isWide && isIn(limits, cookie.name(), cookie.value()) && isHonest(cookie);
    }

    /// A cookie that came over `http` shall not take the place of a `Secure` one of the same domain, or of one
    /// above or below it (RFC 6265bis, 5.7).
    static boolean wouldOverlay(Cookie cookie, Cookie kept) {
        return kept.isSecure()
                && kept.name().equals(cookie.name())
                && CookieScope.pathMatches(cookie.path(), kept.path());
    }

    private static boolean isIn(CookieLimits limits, String name, String value) {
        return name.length() + value.length() <= limits.bytesMax();
    }

    private static boolean isSuffix(Url url, String domain) {
        return !url.hasIpHost() && PublicSuffixes.isPublicSuffix(domain);
    }

    /// Whether it is what its name promises, and what `SameSite=None` needs.
    private static boolean isHonest(Cookie cookie) {
        boolean claimsHost = hasPrefix(cookie, "__host-");
        if (claimsHost && !(cookie.isHostOnly() && cookie.path().equals("/"))) {
            return false;
        }
        boolean needsSecure = claimsHost || hasPrefix(cookie, "__secure-") || cookie.sameSite() == SameSite.NONE;
        return cookie.isSecure() || !needsSecure;
    }

    private static boolean hasPrefix(Cookie cookie, String prefix) {
        return cookie.name().toLowerCase(Locale.ROOT).startsWith(prefix);
    }
}
