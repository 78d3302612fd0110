package heddle.fetch.robots;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;

/// What a rule says of paths: a beginning, in which `*` stands for anything, and `$` at its end for the end of the
/// path (RFC 9309, 2.2.3).
///
/// @param pieces  what stands between the asterisks
/// @param isWhole whether the path ends where the pattern does
/// @param weight  how much it counts among others that match: its length
record PathPattern(List<String> pieces, boolean isWhole, int weight) {
    private static final String HEX = "0123456789ABCDEF";

    /// Copies the list.
    PathPattern {
        pieces = List.copyOf(pieces);
    }

    static PathPattern of(String text) {
        String pattern = withUpperCaseEscapes(escaped(text));
        boolean isWhole = pattern.endsWith("$");
        String body = isWhole ? pattern.substring(0, pattern.length() - 1) : pattern;
        return new PathPattern(Arrays.asList(body.split("\\*", -1)), isWhole, pattern.length());
    }

    /// What is not ASCII as escapes. Paths of URLs are so already.
    private static String escaped(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(3 * text.length());
        for (byte octet : text.getBytes(UTF_8)) {
            if (octet < 0) {
                escaped.append('%').append(HEX.charAt(octet >> 4 & 0xF)).append(HEX.charAt(octet & 0xF));
            } else {
                escaped.append((char) octet);
            }
        }
        return escaped.toString();
    }

    /// The same text, its escapes written in one of the two ways.
    static String withUpperCaseEscapes(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        char[] chars = text.toCharArray();
        for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
            if (isEscape(text, at)) {
                chars[at + 1] = Character.toUpperCase(chars[at + 1]);
                chars[at + 2] = Character.toUpperCase(chars[at + 2]);
            }
        }
        return new String(chars);
    }

    private static boolean isEscape(String text, int at) {
        return at + 2 < text.length()
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
    }

    /// Whether it matches this path, whose [escapes][#withUpperCaseEscapes] are in upper case. Each piece is
    /// looked for from where the one before it ended: what matches at all matches so.
    boolean matches(String path) {
        if (!path.startsWith(pieces.getFirst())) {
            return false;
        }
        int at = pieces.getFirst().length();
        int last = pieces.size() - 1;
        for (int piece = 1; piece < last; piece++) {
            int found = path.indexOf(pieces.get(piece), at);
            if (found < 0) {
                return false;
            }
            at = found + pieces.get(piece).length();
        }
        if (last == 0) {
            return !isWhole || at == path.length();
        }
        return isWhole
                ? path.length() - pieces.get(last).length() >= at && path.endsWith(pieces.get(last))
                : path.indexOf(pieces.get(last), at) >= 0;
    }
}
