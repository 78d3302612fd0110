package heddle.url;

import org.jspecify.annotations.Nullable;

/// The short way for the URLs that nearly all are: `http` or `https`, a lower-case ASCII name, and nothing that
/// needs to be changed.
///
/// Their text is already the result, so one pass finds the places of the parts and nothing is copied. Whatever is
/// not surely of this kind is left to [UrlParser], which decides everything; a property test holds the two equal.
final class PlainUrl {
    private static final int PORT_DIGITS_MAX = 5;
    private static final int PORT_MAX = 65_535;

    private PlainUrl() {}

    /// The URL, or null if the text is not of this kind.
    static @Nullable Url parse(String text) {
        var spans = new UrlSpans();
        int at = scheme(text, spans);
        if (at < 0) {
            return null;
        }
        at = host(text, at, spans);
        if (at < 0) {
            return null;
        }
        at = port(text, at, spans);
        if (at < 0 || at == text.length() || text.charAt(at) != '/') {
            return null;
        }
        at = path(text, at);
        if (at < 0 || !queryAndFragment(text, at, spans)) {
            return null;
        }
        return new Url(text, spans);
    }

    private static int scheme(String text, UrlSpans spans) {
        if (text.startsWith("https://")) {
            spans.scheme = Scheme.HTTPS;
            spans.schemeEnd = 5;
            return 8;
        }
        if (text.startsWith("http://")) {
            spans.scheme = Scheme.HTTP;
            spans.schemeEnd = 4;
            return 7;
        }
        return -1;
    }

    private static int host(String text, int from, UrlSpans spans) {
        int at = from;
        int label = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '.') {
                label = at + 1;
            } else if (!((c >= 'a' && c <= 'z') || Ascii.isDigit(c) || c == '-' || c == '_')) {
                break;
            }
            at++;
        }
        if (at == label || Ascii.isDigit(text.charAt(label))) {
            return -1; // no name, a dot at its end, or perhaps an IPv4 address
        }
        spans.usernameEnd = from;
        spans.hostStart = from;
        spans.hostEnd = at;
        return at;
    }

    private static int port(String text, int from, UrlSpans spans) {
        if (from == text.length() || text.charAt(from) != ':') {
            spans.pathStart = from;
            return from;
        }
        int at = from + 1;
        int port = 0;
        while (at < text.length() && Ascii.isDigit(text.charAt(at)) && at - from <= PORT_DIGITS_MAX) {
            port = port * 10 + text.charAt(at) - '0';
            at++;
        }
        if (at == from + 1 || text.charAt(from + 1) == '0' || port > PORT_MAX || port == spans.scheme.defaultPort()) {
            return -1;
        }
        spans.port = port;
        spans.pathStart = at;
        return at;
    }

    /// Passes over segments that stay as they are. One that begins with a dot, plain or escaped, may not.
    private static int path(String text, int from) {
        int at = from;
        boolean begins = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '?' || c == '#') {
                return at;
            }
            if (EncodeSet.PATH.has(c) || c == '\\' || (begins && (c == '.' || c == '%'))) {
                return -1;
            }
            begins = c == '/';
            at++;
        }
        return at;
    }

    private static boolean queryAndFragment(String text, int from, UrlSpans spans) {
        int at = from;
        if (at < text.length() && text.charAt(at) == '?') {
            spans.queryStart = at++;
            while (at < text.length() && !EncodeSet.SPECIAL_QUERY.has(text.charAt(at))) {
                at++;
            }
        }
        if (at < text.length() && text.charAt(at) == '#') {
            spans.fragmentStart = at++;
            while (at < text.length() && !EncodeSet.FRAGMENT.has(text.charAt(at))) {
                at++;
            }
        }
        return at == text.length();
    }
}
