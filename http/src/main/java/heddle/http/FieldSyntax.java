package heddle.http;

/// What may stand in the parts of a message that a caller supplies: names, values, methods (RFC 9110, 5.1, 5.5,
/// 5.6.2).
///
/// A value is never printed: it may be a password.
final class FieldSyntax {
    /// Every visible ASCII character that `tchar` has beside letters and digits.
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private static final boolean[] TOKEN = new boolean[128];

    static {
        for (char c = 0; c < 128; c++) {
            TOKEN[c] = isLetterOrDigit(c) || TOKEN_MARKS.indexOf(c) >= 0;
        }
    }

    private FieldSyntax() {}

    static boolean isTokenCharacter(char c) {
        return c < 128 && TOKEN[c];
    }

    /// The index of the first character that a token cannot have, or −1; an empty text has it at 0.
    static int tokenFault(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isTokenCharacter(text.charAt(i))) {
                return i;
            }
        }
        return text.isEmpty() ? 0 : -1;
    }

    /// Passes a token on, and refuses anything else; `what` says in the message whose token it is.
    static String requireToken(String what, String text) {
        int fault = tokenFault(text);
        if (fault < 0) {
            return text;
        }
        if (text.isEmpty()) {
            throw new InvalidRequestException(what + " is empty; give it at least one character");
        }
        throw new InvalidRequestException("%s '%s' has %s at index %d; only letters, digits and %s are allowed"
                .formatted(what, Redaction.text(text), describe(text.charAt(fault)), fault, TOKEN_MARKS));
    }

    /// Passes a field value on without the blanks around it, and refuses what no field line can carry.
    static String requireValue(String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!isValueCharacter(c)) {
                throw new InvalidRequestException("value of header '%s' has %s at index %d; %s"
                        .formatted(
                                name,
                                describe(c),
                                i,
                                c > 0xFF
                                        ? "percent-encode it or use the form of RFC 8187"
                                        : "remove it: a header value is one line without control characters"));
            }
        }
        return trim(value);
    }

    /// The text without the spaces and tabs around it, the "OWS" of RFC 9110, 5.6.3.
    static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isValueCharacter(char c) {
        return c == '\t' || (c >= 0x20 && c < 0x7F) || (c >= 0x80 && c <= 0xFF);
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static String describe(char c) {
        return switch (c) {
            case '\r' -> "a carriage return (0x0D)";
            case '\n' -> "a line feed (0x0A)";
            case 0 -> "a NUL (0x00)";
            case ' ' -> "a space (0x20)";
            default -> c > 0x20 && c < 0x7F ? "'" + c + "'" : "the character U+%04X".formatted((int) c);
        };
    }
}
