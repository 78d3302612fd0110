package heddle.server;

import java.nio.charset.StandardCharsets;

/// Reads what stands between the slashes of a path.
final class PathSegment {
    private PathSegment() {}

    /// The text with its escapes decoded as UTF-8; what is no escape stays as it is (WHATWG URL, 1.3).
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
            boolean isEscape = bytes[i] == '%' && high >= 0 && low >= 0;
            bytes[length++] = isEscape ? (byte) (high << 4 | low) : bytes[i];
            i += isEscape ? 2 : 0;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
