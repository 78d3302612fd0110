package heddle.cli.report;

/// Text made safe for a page.
final class Html {
    private Html() {}

    /// The text as content or as a quoted attribute: nothing in it is markup any more, and characters that no HTML
    /// document may hold are shown as escapes.
    static String escape(String text) {
        var safe = new StringBuilder(text.length() + 16);
        Terminal.printable(text).codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(Character.isDefined(c) && !isSurrogate(c) ? c : 0xfffd);
            }
        });
        return safe.toString();
    }

    private static boolean isSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
