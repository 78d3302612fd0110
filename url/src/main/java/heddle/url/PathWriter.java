package heddle.url;

/// Writes the segments of a path and carries out its dots: the path state of the URL Standard.
final class PathWriter {
    private final Source source;
    private final UrlSpans spans;
    private final StringBuilder out;

    PathWriter(Source source, UrlSpans spans, StringBuilder out) {
        this.source = source;
        this.spans = spans;
        this.out = out;
    }

    /// Writes the segments from `at` on, each with a slash before it; returns where the path ends.
    int write(int at) {
        int start = at;
        while (true) {
            int end = segmentEnd(start);
            boolean isLast = !spans.scheme.isSlash(source.at(end));
            segment(start, end, isLast);
            if (isLast) {
                return end;
            }
            start = end + 1;
        }
    }

    /// Removes the last segment, unless it is a drive letter that stands alone.
    void shorten() {
        if (spans.scheme == Scheme.FILE && DriveLetter.isWhole(out, spans.pathStart)) {
            return;
        }
        int end = out.length();
        while (end > spans.pathStart && out.charAt(end - 1) != '/') {
            end--;
        }
        out.setLength(Math.max(end - 1, spans.pathStart));
    }

    private int segmentEnd(int start) {
        int end = start;
        while (end < source.length()) {
            char c = source.text.charAt(end);
            if (c == '?' || c == '#' || spans.scheme.isSlash(c)) {
                break;
            }
            end++;
        }
        return end;
    }

    private void segment(int from, int to, boolean isLast) {
        switch (dots(from, to)) {
            case 1 -> closeAfterDots(isLast);
            case 2 -> {
                shorten();
                closeAfterDots(isLast);
            }
            default -> {
                boolean isFirst = out.length() == spans.pathStart;
                out.append('/');
                if (isFirst && spans.scheme == Scheme.FILE && DriveLetter.is(source.text, from, to)) {
                    out.append(source.text.charAt(from)).append(':');
                } else {
                    PercentEncoding.append(out, source.text, from, to, EncodeSet.PATH);
                }
            }
        }
    }

    private void closeAfterDots(boolean isLast) {
        if (isLast) {
            out.append('/');
        }
    }

    /// How many dots the segment consists of, plain or as `%2e`; 0 if of anything else, or of more than two.
    private int dots(int from, int to) {
        int dots = 0;
        int at = from;
        while (at < to && dots <= 2) {
            if (source.text.charAt(at) == '.') {
                at++;
            } else if (source.text.regionMatches(true, at, "%2e", 0, 3) && at + 3 <= to) {
                at += 3;
            } else {
                return 0;
            }
            dots++;
        }
        return dots <= 2 ? dots : 0;
    }
}
