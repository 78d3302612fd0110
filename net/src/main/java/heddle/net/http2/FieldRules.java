package heddle.net.http2;

import java.util.Locale;
import java.util.Set;

/// What a field of HTTP/2 may be (RFC 9113, 8.2). Each rule that is broken is an [IllegalArgumentException] that
/// says which.
public final class FieldRules {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    /// Fields that speak of the connection, which HTTP/2 does by itself (8.2.2).
    private static final Set<String> OF_CONNECTION =
            Set.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade", "http2-settings");

    private FieldRules() {}

    /// Whether a field may be sent: not when it speaks of the connection. `name` is in lower case.
    public static boolean isEndToEnd(String name, String value) {
        return !OF_CONNECTION.contains(name)
                && (!name.equals("te") || value.toLowerCase(Locale.ROOT).equals("trailers"));
    }

    /// The value without blanks around it. NUL and line breaks cannot stand in one.
    static String value(CharSequence name, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == 0 || c == '\r' || c == '\n') {
                throw new IllegalArgumentException("character U+%04X in its value".formatted((int) c));
            }
        }
        return value.isEmpty() || (value.charAt(0) > ' ' && value.charAt(value.length() - 1) > ' ')
                ? value
                : trimmed(value);
    }

    static void requireName(CharSequence name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a field without a name");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean isPlain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
            if (!isPlain && TOKEN_MARKS.indexOf(c) < 0) {
                throw new IllegalArgumentException("character U+%04X in its name".formatted((int) c));
            }
        }
    }

    static void requireEndToEnd(CharSequence name, String value) {
        // Their first letters let most names pass without a look at the set.
        char c = name.charAt(0);
        boolean isSuspect = c == 'c' || c == 'h' || c == 'k' || c == 'p' || c == 't' || c == 'u';
        if (isSuspect && !isEndToEnd(name.toString(), value)) {
            throw new IllegalArgumentException("HTTP/2 has no field that speaks of the connection");
        }
    }

    private static String trimmed(String value) {
        int start = 0;
        int end = value.length();
        while (start < end && isBlank(value.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(value.charAt(end - 1))) {
            end--;
        }
        return value.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
