package heddle.url;

import java.nio.charset.Charset;

/// Writes what comes after the host: path, query and fragment.
final class Tail {
    private final Source source;
    private final UrlSpans spans;
    private final StringBuilder out;
    private final Charset charset;

    Tail(Source source, UrlSpans spans, StringBuilder out, Charset charset) {
        this.source = source;
        this.spans = spans;
        this.out = out;
        this.charset = charset;
    }

    /// From what follows a host: special schemes always have a path.
    void afterHost(int at) {
        if (spans.scheme.isSlash(source.at(at))) {
            path(at + 1);
        } else if (spans.scheme.isSpecial()) {
            path(at);
        } else {
            beginPath();
            queryAndFragment(at);
        }
    }

    /// From the first character of a segment; goes on with a path that was begun.
    void path(int at) {
        if (spans.pathStart == UrlSpans.ABSENT) {
            beginPath();
        }
        finish(new PathWriter(source, spans, out), at);
    }

    /// From a reference that begins with no slash: its path, query and fragment take the place of those of the
    /// base, from the first that it has.
    void relativeTo(Url base, int at) {
        beginPath();
        base.copyPath(out);
        switch (source.at(at)) {
            case -1, '#' -> {
                closePath();
                copyQueryOf(base);
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

    /// From a path without structure.
    void opaquePath(int at) {
        beginPath();
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

    void beginPath() {
        spans.pathStart = out.length();
    }

    private void finish(PathWriter path, int at) {
        int end = path.write(at);
        closePath();
        queryAndFragment(end);
    }

    /// A path that begins with `//` where there is no host would read as one: the standard writes `/.` before it.
    private void closePath() {
        int start = spans.pathStart;
        boolean readsAsHost = out.length() > start + 1 && out.charAt(start) == '/' && out.charAt(start + 1) == '/';
        if (spans.hostStart == UrlSpans.ABSENT && readsAsHost) {
            out.insert(start, "/.");
            spans.pathStart = start + 2;
        }
    }

    private void copyQueryOf(Url base) {
        int start = out.length();
        base.copyQuery(out);
        if (out.length() > start) {
            spans.queryStart = start;
        }
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
}
