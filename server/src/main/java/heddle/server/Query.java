package heddle.server;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads queries and path segments: percent-decoding, and the form encoding of `application/x-www-form-urlencoded`.
final class Query {
    private Query() {}

    /// The first value of a name, decoded; a name without `=` has the empty one.
    static Optional<String> first(String query, String name) {
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (decode(key.replace('+', ' ')).equals(name)) {
                return Optional.of(
                        equals < 0 ? "" : decode(pair.substring(equals + 1).replace('+', ' ')));
            }
        }
        return Optional.empty();
    }

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
