package heddle.url;

/// Writes what stands between `//` and the path: credentials, host and port.
final class AuthorityParser {
    private static final int PORT_MAX = 65_535;

    private final Source source;
    private final UrlSpans spans;
    private final StringBuilder out;

    AuthorityParser(Source source, UrlSpans spans, StringBuilder out) {
        this.source = source;
        this.spans = spans;
        this.out = out;
    }

    /// Parses from just after the slashes; returns where the path begins.
    int parse(int from) {
        int end = from;
        int at = -1;
        while (end < source.length() && !isEnd(source.text.charAt(end))) {
            if (source.text.charAt(end) == '@') {
                at = end;
            }
            end++;
        }
        out.append("//");
        spans.usernameEnd = out.length();
        int hostStart = from;
        if (at >= 0) {
            credentials(from, at);
            hostStart = at + 1;
        }
        hostAndPort(hostStart, end, at >= 0);
        return end;
    }

    /// The host of a `file:` URL: `localhost` is no host.
    void fileHost(int from, int to) {
        noHost();
        if (to > from) {
            host(from, to);
            if ("localhost".contentEquals(out.subSequence(spans.hostStart, out.length()))) {
                out.setLength(spans.hostStart);
                spans.hostEnd = spans.hostStart;
            }
        }
    }

    /// An empty host.
    void noHost() {
        out.append("//");
        spans.usernameEnd = out.length();
        spans.hostStart = out.length();
        spans.hostEnd = out.length();
    }

    private boolean isEnd(int c) {
        return c == '?' || c == '#' || c == '/' || spans.scheme.isSlash(c);
    }

    private void credentials(int from, int to) {
        int colon = source.text.indexOf(':', from);
        int usernameEnd = colon < 0 || colon > to ? to : colon;
        PercentEncoding.append(out, source.text, from, usernameEnd, EncodeSet.USERINFO);
        spans.usernameEnd = out.length();
        if (usernameEnd + 1 < to) {
            out.append(':');
            PercentEncoding.append(out, source.text, usernameEnd + 1, to, EncodeSet.USERINFO);
        }
        if (usernameEnd > from || usernameEnd + 1 < to) {
            out.append('@');
        }
    }

    private void hostAndPort(int from, int to, boolean hasUserinfo) {
        int colon = portColon(from, to);
        int hostEnd = colon < 0 ? to : colon;
        boolean mayBeEmpty = !spans.scheme.isSpecial() && !hasUserinfo && colon < 0;
        if (hostEnd == from && !mayBeEmpty) {
            throw source.failure(UrlPart.HOST, from, "there is no host", "Write one after the //, such as example.com");
        }
        host(from, hostEnd);
        if (colon >= 0) {
            port(colon + 1, to);
        }
    }

    /// The colon that is not inside the brackets of an IPv6 address, or -1.
    private int portColon(int from, int to) {
        boolean isInBrackets = false;
        for (int i = from; i < to; i++) {
            switch (source.text.charAt(i)) {
                case '[' -> isInBrackets = true;
                case ']' -> isInBrackets = false;
                case ':' -> {
                    if (!isInBrackets) {
                        return i;
                    }
                }
                default -> {}
            }
        }
        return -1;
    }

    private void host(int from, int to) {
        spans.hostStart = out.length();
        new HostParser(source, out).parse(from, to, spans.scheme);
        spans.hostEnd = out.length();
    }

    private void port(int from, int to) {
        int port = 0;
        for (int i = from; i < to; i++) {
            char c = source.text.charAt(i);
            if (!Ascii.isDigit(c)) {
                throw source.failure(
                        UrlPart.PORT, i, "the port contains " + Excerpt.of(c), "A port is a number from 0 to 65535");
            }
            port = port * 10 + c - '0';
            if (port > PORT_MAX) {
                throw source.failure(
                        UrlPart.PORT, from, "the port is above 65535", "A port is a number from 0 to 65535");
            }
        }
        if (to > from && port != spans.scheme.defaultPort()) {
            spans.port = port;
            out.append(':').append(port);
        }
    }
}
