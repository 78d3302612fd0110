package heddle.url;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/// The basic URL parser of the URL Standard, section 4.4.
///
/// The standard describes a machine that reads character by character; here each of its states is a method that takes
/// a
/// whole part at once, and what follows
/// a part is the next call. The result is written straight in serialised form: a path is shortened by cutting the
/// output. Linear in time and memory.
final class UrlParser {
    private final Source source;
    private final @Nullable Url base;
    private final Charset charset;
    private final StringBuilder out;
    private final UrlSpans spans = new UrlSpans();

    private UrlParser(Source source, @Nullable Url base, Charset charset) {
        this.source = source;
        this.base = base;
        this.charset = charset;
        out = new StringBuilder(source.length() + 16);
    }

    static Url parse(String input, @Nullable Url base, Charset charset) {
        var parser = new UrlParser(new Source(input), base, charset);
        parser.parse();
        return new Url(parser.out.toString(), parser.spans);
    }

    /// Where the colon of a scheme stands, or -1 if the text does not begin with one.
    static int schemeEnd(String text) {
        if (text.isEmpty() || !Ascii.isLetter(text.charAt(0))) {
            return -1;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':') {
                return i;
            }
            if (!(Ascii.isLetter(c) || Ascii.isDigit(c) || c == '+' || c == '-' || c == '.')) {
                return -1;
            }
        }
        return -1;
    }

    private void parse() {
        int colon = schemeEnd(source.text);
        if (colon < 0) {
            relativeReference();
            return;
        }
        Ascii.appendLower(out, source.text, 0, colon);
        scheme();
        int at = colon + 1;
        switch (spans.scheme) {
            case FILE -> file(at, base != null && base.knownScheme() == Scheme.FILE ? base : null);
            case HTTP, HTTPS, WS, WSS, FTP -> special(at);
            case OTHER -> other(at);
        }
    }

    private void scheme() {
        spans.schemeEnd = out.length();
        spans.scheme = Scheme.of(out);
        out.append(':');
    }

    private void relativeReference() {
        if (base == null) {
            throw source.failure(
                    UrlPart.SCHEME, 0, "there is no scheme", "Begin with one, such as https://, or give a base URL");
        }
        if (base.hasOpaquePath() && source.at(0) != '#') {
            throw source.failure(
                    UrlPart.SCHEME,
                    0,
                    "there is no scheme, and nothing but a fragment can be relative to a base such as " + base.scheme()
                            + ":",
                    "Begin with a scheme, such as https://");
        }
        out.append(base.scheme());
        scheme();
        if (base.hasOpaquePath()) {
            copyPathOf(base);
            copyQueryOf(base);
            queryAndFragment(0);
        } else if (spans.scheme == Scheme.FILE) {
            file(0, base);
        } else {
            relative(0, base);
        }
    }

    private void special(int at) {
        if (base != null && base.knownScheme() == spans.scheme && !source.text.startsWith("//", at)) {
            relative(at, base);
        } else {
            authority(pastSlashes(at));
        }
    }

    private void other(int at) {
        if (source.text.startsWith("//", at)) {
            authority(at + 2);
        } else if (source.at(at) == '/') {
            path(at + 1);
        } else {
            opaquePath(at);
        }
    }

    private void relative(int at, Url relativeTo) {
        if (!isSlash(at)) {
            relativeTo.copyAuthority(out, spans);
            relativePath(at, relativeTo);
        } else if (spans.scheme.isSpecial() ? isSlash(at + 1) : source.at(at + 1) == '/') {
            authority(spans.scheme.isSpecial() ? pastSlashes(at) : at + 2);
        } else {
            relativeTo.copyAuthority(out, spans);
            path(at + 1);
        }
    }

    private void relativePath(int at, Url relativeTo) {
        copyPathOf(relativeTo);
        switch (source.at(at)) {
            case -1, '#' -> {
                closePath();
                copyQueryOf(relativeTo);
                queryAndFragment(at);
            }
            case '?' -> {
                closePath();
                queryAndFragment(at);
            }
            default -> {
                var path = new PathWriter(source, spans, out);
                if (spans.scheme == Scheme.FILE && DriveLetter.begins(source, at)) {
                    out.setLength(spans.pathStart);
                } else {
                    path.shorten();
                }
                finish(path, at);
            }
        }
    }

    private void authority(int at) {
        int end = new AuthorityParser(source, spans, out).parse(at);
        pathStart(end);
    }

    private void file(int at, @Nullable Url fileBase) {
        if (isSlash(at) && isSlash(at + 1)) {
            fileHost(at + 2);
        } else if (isSlash(at)) {
            fileHostOf(fileBase);
            if (fileBase != null && !DriveLetter.begins(source, at + 1)) {
                DriveLetter.copyFrom(fileBase.path(), out);
            }
            path(at + 1);
        } else if (fileBase != null) {
            fileHostOf(fileBase);
            relativePath(at, fileBase);
        } else {
            fileHostOf(null);
            path(at);
        }
    }

    private void fileHostOf(@Nullable Url fileBase) {
        if (fileBase != null) {
            fileBase.copyAuthority(out, spans);
        } else {
            new AuthorityParser(source, spans, out).noHost();
        }
        spans.pathStart = out.length();
    }

    private void fileHost(int at) {
        int end = at;
        while (end < source.length() && !isSlash(end) && source.at(end) != '?' && source.at(end) != '#') {
            end++;
        }
        var authority = new AuthorityParser(source, spans, out);
        if (DriveLetter.is(source.text, at, end)) {
            authority.noHost();
            path(at);
        } else {
            authority.fileHost(at, end);
            pathStart(end);
        }
    }

    /// The path that follows a host: special schemes always have one.
    private void pathStart(int at) {
        if (isSlash(at)) {
            path(at + 1);
        } else if (spans.scheme.isSpecial()) {
            path(at);
        } else {
            spans.pathStart = out.length();
            queryAndFragment(at);
        }
    }

    private void path(int at) {
        if (spans.pathStart == UrlSpans.ABSENT) {
            spans.pathStart = out.length();
        }
        finish(new PathWriter(source, spans, out), at);
    }

    private void finish(PathWriter path, int at) {
        int end = path.write(at);
        closePath();
        queryAndFragment(end);
    }

    /// A path that begins with `//` where there is no host would read as one: the standard writes `/.` before it.
    private void closePath() {
        int start = spans.pathStart;
        if (spans.hostStart == UrlSpans.ABSENT
                && out.length() > start + 1
                && out.charAt(start) == '/'
                && out.charAt(start + 1) == '/') {
            out.insert(start, "/.");
            spans.pathStart = start + 2;
        }
    }

    private void opaquePath(int at) {
        spans.pathStart = out.length();
        int end = at;
        while (end < source.length() && source.at(end) != '?' && source.at(end) != '#') {
            end++;
        }
        PercentEncoding.append(out, source.text, at, end, EncodeSet.CONTROL);
        if (end < source.length() && end > at && source.at(end - 1) == ' ') {
            out.setLength(out.length() - 1);
            out.append("%20"); // so that dropping what follows leaves no space at the end
        }
        queryAndFragment(end);
    }

    private void queryAndFragment(int at) {
        int end = at;
        if (source.at(at) == '?') {
            spans.queryStart = out.length();
            out.append('?');
            int hash = source.text.indexOf('#', at);
            end = hash < 0 ? source.length() : hash;
            new QueryWriter(out, spans.scheme, charset).append(source.text, at + 1, end);
        }
        if (source.at(end) == '#') {
            spans.fragmentStart = out.length();
            out.append('#');
            PercentEncoding.append(out, source.text, end + 1, source.length(), EncodeSet.FRAGMENT);
        }
    }

    private void copyPathOf(Url other) {
        spans.pathStart = out.length();
        other.copyPath(out);
    }

    private void copyQueryOf(Url other) {
        int start = out.length();
        other.copyQuery(out);
        if (out.length() > start) {
            spans.queryStart = start;
        }
    }

    private int pastSlashes(int at) {
        int end = at;
        while (isSlash(end)) {
            end++;
        }
        return end;
    }

    private boolean isSlash(int at) {
        return spans.scheme.isSlash(source.at(at));
    }
}
