package heddle.url;

/// A short, printable quotation of a text of any length and content, for messages.
final class Excerpt {
    private static final int REACH = 40;

    private Excerpt() {}

    /// Quotes the text near `position`; `…` stands where something was left out.
    static String around(String text, int position) {
        int from = position <= REACH ? 0 : position - REACH;
        int to = text.length() - position <= REACH ? text.length() : position + REACH;
        var quoted = new StringBuilder(to - from + 4).append('"');
        if (from > 0) {
            quoted.append('…');
        }
        for (int i = from; i < to; i++) {
            append(quoted, text.charAt(i));
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
