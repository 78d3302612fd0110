package heddle.url;

/// A short, printable quotation of a text of any length and content, for messages.
final class Excerpt {
    private static final int REACH = 40;

    private Excerpt() {}

    /// Quotes the text near `position`; `…` stands where something was left out, `***` for user name and password.
    static String around(String text, int position) {
        int from = position <= REACH ? 0 : position - REACH;
        int to = text.length() - position <= REACH ? text.length() : position + REACH;
        int secret = authorityStart(text);
        int secretEnd = Math.max(text.lastIndexOf('@', authorityEnd(text, secret)), secret);
        var quoted = new StringBuilder(to - from + 4).append('"');
        if (from > 0) {
            quoted.append('…');
        }
        for (int i = from; i < to; i++) {
            if (i < secret || i >= secretEnd) {
                append(quoted, text.charAt(i));
            } else if (i == Math.max(from, secret)) {
                quoted.append("***");
            }
        }
        if (to < text.length()) {
            quoted.append('…');
        }
        return quoted.append('"').toString();
    }

    /// Names one character, such as `'<'`, or `U+202E` where it would not show.
    static String of(int codePoint) {
        if (codePoint == ' ') {
            return "a space";
        }
        if (isShown(codePoint)) {
            return "'" + Character.toString(codePoint) + "'";
        }
        return "U+%04X".formatted(codePoint);
    }

    /// Where credentials would begin: after the first colon, if no path comes before it, and the slashes that
    /// follow.
    private static int authorityStart(String text) {
        int colon = text.indexOf(':');
        int start = colon < 0 || colon > authorityEnd(text, 0) ? 0 : colon + 1;
        while (start < text.length() && "/\\\t\r\n".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        return start;
    }

    private static int authorityEnd(String text, int start) {
        int end = start;
        while (end < text.length() && "/\\?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static void append(StringBuilder quoted, char c) {
        if (isShown(c)) {
            quoted.append(c);
        } else {
            quoted.append("\\u").append("%04X".formatted((int) c));
        }
    }

    /// Letters, digits, marks and symbols that stand alone; not controls, nor what hides or reorders text.
    private static boolean isShown(int codePoint) {
        if (codePoint < 0x80) {
            return codePoint >= ' ' && codePoint < 0x7F && codePoint != '"' && codePoint != '\\';
        }
        return Character.isLetterOrDigit(codePoint);
    }
}
