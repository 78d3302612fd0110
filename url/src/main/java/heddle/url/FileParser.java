package heddle.url;

import org.jspecify.annotations.Nullable;

/// What follows `file:`, where a host may be missing and a drive letter may stand in its place: the file states of
/// the URL Standard.
final class FileParser {
    private final Source source;
    private final UrlSpans spans;
    private final StringBuilder out;
    private final Tail tail;

    FileParser(Source source, UrlSpans spans, StringBuilder out, Tail tail) {
        this.source = source;
        this.spans = spans;
        this.out = out;
        this.tail = tail;
    }

    /// Parses from just after the colon, or from the beginning of a reference; `base` is a `file:` URL.
    void parse(int at, @Nullable Url base) {
        if (isSlash(at) && isSlash(at + 1)) {
            host(at + 2);
            return;
        }
        hostOf(base);
        if (isSlash(at)) {
            tail.beginPath();
            if (base != null && !DriveLetter.begins(source, at + 1)) {
                DriveLetter.copyFrom(base.path(), out);
            }
            tail.path(at + 1);
        } else if (base != null) {
            tail.relativeTo(base, at);
        } else {
            tail.path(at);
        }
    }

    private void host(int at) {
        int end = at;
        while (end < source.length() && !isSlash(end) && source.at(end) != '?' && source.at(end) != '#') {
            end++;
        }
        var authority = new AuthorityParser(source, spans, out);
        if (DriveLetter.is(source.text, at, end)) {
            authority.noHost();
            tail.path(at);
        } else {
            authority.fileHost(at, end);
            tail.afterHost(end);
        }
    }

    private void hostOf(@Nullable Url base) {
        if (base != null) {
            base.copyAuthority(out, spans);
        } else {
            new AuthorityParser(source, spans, out).noHost();
        }
    }

    private boolean isSlash(int at) {
        return spans.scheme.isSlash(source.at(at));
    }
}
