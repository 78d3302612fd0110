package heddle.url;

/// Puts `http://` before what people type without a scheme, as curl does.
final class UserInput {
    private UserInput() {}

    static String withScheme(String input) {
        String text = new Source(input).text;
        int colon = UrlParser.schemeEnd(text);
        if (text.startsWith("//")) {
            return "http:" + text;
        }
        if (colon < 0 || isPort(text, colon + 1)) {
            return "http://" + text;
        }
        return input;
    }

    /// Whether `8080` or `8080/…` follows: then what stands before the colon is a host, as in `localhost:8080`.
    private static boolean isPort(String text, int from) {
        int end = from;
        while (end < text.length() && Ascii.isDigit(text.charAt(end))) {
            end++;
        }
        return end > from && (end == text.length() || "/?#".indexOf(text.charAt(end)) >= 0);
    }
}
