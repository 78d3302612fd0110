package heddle.url;

/// What is being parsed: the given text, and the same without what the URL Standard ignores (controls and spaces
/// around it, tabs and newlines anywhere). Parsing looks at [#text]; failures name positions of what was given.
final class Source {
    final String given;
    final String text;

    Source(String given) {
        this.given = given;
        text = withoutTabsAndNewlines(given, skipBlanks(given), dropBlanks(given));
    }

    int length() {
        return text.length();
    }

    /// The character at `index`, or -1 at and beyond the end.
    int at(int index) {
        return index < text.length() ? text.charAt(index) : -1;
    }

    /// The failure to parse `part`, because of what stands at `index` of [#text].
    UrlParseException failure(UrlPart part, int index, String problem, String advice) {
        return new UrlParseException(part, positionOf(index), given, problem, advice);
    }

    private int positionOf(int index) {
        int position = Math.min(skipBlanks(given), given.length());
        int left = index;
        while (position < given.length() && (left > 0 || isTabOrNewline(given.charAt(position)))) {
            if (!isTabOrNewline(given.charAt(position))) {
                left--;
            }
            position++;
        }
        return position;
    }

    private static int skipBlanks(String given) {
        int start = 0;
        while (start < given.length() && given.charAt(start) <= ' ') {
            start++;
        }
        return start;
    }

    private static int dropBlanks(String given) {
        int end = given.length();
        while (end > 0 && given.charAt(end - 1) <= ' ') {
            end--;
        }
        return end;
    }

    private static String withoutTabsAndNewlines(String given, int from, int to) {
        if (from >= to) {
            return "";
        }
        int first = from;
        while (first < to && !isTabOrNewline(given.charAt(first))) {
            first++;
        }
        if (first == to) {
            return given.substring(from, to);
        }
        var kept = new StringBuilder(to - from).append(given, from, first);
        for (int i = first; i < to; i++) {
            char c = given.charAt(i);
            if (!isTabOrNewline(c)) {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    private static boolean isTabOrNewline(char c) {
        return c == '\t' || c == '\n' || c == '\r';
    }
}
