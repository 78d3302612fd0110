package heddle.url;

/// Kinds of ASCII characters; -1, the end of a text, is of none.
final class Ascii {
    private Ascii() {}

    static boolean isLetter(int c) {
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c + 0x20 : c;
    }

    /// Appends a range with its upper-case letters made lower-case.
    static void appendLower(StringBuilder out, String text, int from, int to) {
        for (int i = from; i < to; i++) {
            out.append((char) lower(text.charAt(i)));
        }
    }
}
