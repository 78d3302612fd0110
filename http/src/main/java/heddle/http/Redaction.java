package heddle.http;

/// Makes text from outside fit to stand in a message: no credentials, no control characters, no endless lines.
final class Redaction {
    private static final int LENGTH_MAX = 500;

    private Redaction() {}

    /// The URL with `***` in place of user name and password. It may be any text: what no parser accepts is shown
    /// too.
    static String url(String url) {
        String text = url.replace("\t", "").replace("\r", "").replace("\n", "").strip();
        int start = authorityStart(text);
        int end = start;
        while (end < text.length() && "/\\?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        int at = text.lastIndexOf('@', end);
        return text(at < start ? text : text.substring(0, start) + "***" + text.substring(at));
    }

    /// The text with U+FFFD for control characters, cut after 500 characters.
    static String text(String text) {
        var shown = new StringBuilder(Math.min(text.length(), LENGTH_MAX) + 1);
        for (int i = 0; i < text.length() && i < LENGTH_MAX; i++) {
            char c = text.charAt(i);
            shown.append(Character.isISOControl(c) ? '\uFFFD' : c);
        }
        return text.length() > LENGTH_MAX ? shown.append('…').toString() : shown.toString();
    }

    /// Skips what stands before the first colon and the slashes after it, however many and whichever way they lean,
    /// as browsers do.
    private static int authorityStart(String text) {
        int start = 0;
        for (int i = 0; i < text.length() && "/\\?#@".indexOf(text.charAt(i)) < 0; i++) {
            if (text.charAt(i) == ':') {
                start = i + 1;
                break;
            }
        }
        int end = start;
        while (end < text.length() && (text.charAt(end) == '/' || text.charAt(end) == '\\')) {
            end++;
        }
        // A single slash in front begins a path, in which there is no authority.
        return start == 0 && end == 1 ? text.length() : end;
    }
}
