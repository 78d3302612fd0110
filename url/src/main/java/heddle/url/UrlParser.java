package heddle.url;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/// The basic URL parser of the URL Standard, section 4.4.
///
/// The standard describes a machine that reads character by character; here each of its states is a method that
/// takes a whole part at once, and what follows a part is the next call. The result is written straight in
/// serialised form: a path is shortened by cutting the output. Linear in time and memory.
final class UrlParser {
    private final Source source;
    private final @Nullable Url base;
    private final StringBuilder out;
    private final UrlSpans spans = new UrlSpans();
    private final Tail tail;

    private UrlParser(Source source, @Nullable Url base, Charset charset) {
        this.source = source;
        this.base = base;
        out = new StringBuilder(source.length() + 16);
        tail = new Tail(source, spans, out, charset);
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
            tail.relativeTo(base, 0);
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
            tail.path(at + 1);
        } else {
            tail.opaquePath(at);
        }
    }

    private void relative(int at, Url relativeTo) {
        if (!isSlash(at)) {
            relativeTo.copyAuthority(out, spans);
            tail.relativeTo(relativeTo, at);
        } else if (spans.scheme.isSpecial() ? isSlash(at + 1) : source.at(at + 1) == '/') {
            authority(spans.scheme.isSpecial() ? pastSlashes(at) : at + 2);
        } else {
            relativeTo.copyAuthority(out, spans);
            tail.path(at + 1);
        }
    }

    private void authority(int at) {
        tail.afterHost(new AuthorityParser(source, spans, out).parse(at));
    }

    private void file(int at, @Nullable Url fileBase) {
        new FileParser(source, spans, out, tail).parse(at, fileBase);
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
