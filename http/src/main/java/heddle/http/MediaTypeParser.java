package heddle.http;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads a media type from left to right (WHATWG MIME Sniffing, 4.4, "parse a MIME type").
final class MediaTypeParser {
    private final String text;
    private int position;

    MediaTypeParser(String text) {
        this.text = trim(text);
    }

    Optional<MediaType> parse() {
        String type = until('/', '/');
        boolean hasSlash = position < text.length();
        position++;
        String subtype = hasSlash ? trimEnd(until(';', ';')) : "";
        if (FieldSyntax.tokenFault(type) >= 0 || FieldSyntax.tokenFault(subtype) >= 0) {
            return Optional.empty();
        }
        return Optional.of(new MediaType(lowerCase(type), lowerCase(subtype), parameters()));
    }

    /// The parameters from the current semicolon to the end of the text.
    private Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        while (position < text.length()) {
            position++;
            skipWhitespace();
            String name = lowerCase(until(';', '='));
            if (position >= text.length() || text.charAt(position) == ';') {
                continue;
            }
            position++;
            boolean isQuoted = position < text.length() && text.charAt(position) == '"';
            String value = isQuoted ? quoted() : trimEnd(until(';', ';'));
            boolean isMeant = isQuoted || !value.isEmpty();
            if (isMeant
                    && FieldSyntax.tokenFault(name) < 0
                    && value.chars().allMatch(MediaTypeParser::isValueCharacter)) {
                parameters.putIfAbsent(name, value);
            }
        }
        return parameters;
    }

    /// What the quotes hold, escapes undone; what follows them up to the semicolon is skipped. An open quote
    /// reaches to the end.
    private String quoted() {
        var value = new StringBuilder();
        position++;
        while (position < text.length() && text.charAt(position) != '"') {
            boolean isEscape = text.charAt(position) == '\\' && position + 1 < text.length();
            position += isEscape ? 1 : 0;
            value.append(text.charAt(position++));
        }
        until(';', ';');
        return value.toString();
    }

    /// The text up to the next of two characters, or to the end.
    private String until(char one, char other) {
        int start = position;
        while (position < text.length() && text.charAt(position) != one && text.charAt(position) != other) {
            position++;
        }
        return text.substring(Math.min(start, text.length()), Math.min(position, text.length()));
    }

    private void skipWhitespace() {
        while (position < text.length() && isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    private static String trim(String text) {
        int start = 0;
        while (start < text.length() && isWhitespace(text.charAt(start))) {
            start++;
        }
        return trimEnd(text.substring(start));
    }

    private static String trimEnd(String text) {
        int end = text.length();
        while (end > 0 && isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    /// HTTP whitespace of the fetch standard, which has the line breaks too.
    private static boolean isWhitespace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    /// An "HTTP quoted-string token code point".
    private static boolean isValueCharacter(int c) {
        return c == '\t' || (c >= 0x20 && c < 0x7F) || (c >= 0x80 && c <= 0xFF);
    }

    private static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
