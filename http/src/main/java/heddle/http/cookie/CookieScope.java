package heddle.http.cookie;

import heddle.url.Url;

/// Which hosts and paths a cookie reaches (RFC 6265bis, 5.1.3 and 5.1.4).
final class CookieScope {
    private CookieScope() {}

    /// Whether the host is that domain or below it; an IP address is below nothing.
    static boolean domainMatches(Url url, String domain) {
        String host = url.host();
        return host.equals(domain) || (isBelow(host, domain) && !url.hasIpHost());
    }

    /// Whether one of two domains is the other or below it.
    static boolean overlaps(String one, String other) {
        return one.equals(other) || isBelow(one, other) || isBelow(other, one);
    }

    private static boolean isBelow(String host, String domain) {
        int dot = host.length() - domain.length() - 1;
        return dot > 0 && host.charAt(dot) == '.' && host.endsWith(domain);
    }

    /// Whether a request for that path gets a cookie of `cookiePath`.
    static boolean pathMatches(String path, String cookiePath) {
        if (!path.startsWith(cookiePath)) {
            return false;
        }
        int length = cookiePath.length();
        return path.length() == length || cookiePath.charAt(length - 1) == '/' || path.charAt(length) == '/';
    }

    /// The path of a cookie that names none: the folder of the request.
    static String defaultPath(Url url) {
        String path = url.path();
        int end = path.lastIndexOf('/');
        return end <= 0 ? "/" : path.substring(0, end);
    }
}
