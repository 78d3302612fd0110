package heddle.server.origin;

import heddle.http.Headers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/// Writes the one JSON document that the test origin has: `{"headers": {"Host": "…"}}`, values of the same name
/// joined.
final class JsonText {
    private JsonText() {}

    static byte[] of(Headers headers) {
        var text = new StringBuilder("{\"headers\": {");
        Set<String> seen = new LinkedHashSet<>();
        for (Headers.Field field : headers) {
            if (seen.add(field.name().toLowerCase(Locale.ROOT))) {
                text.append(seen.size() == 1 ? "\n  " : ",\n  ");
                quote(text, field.name());
                text.append(": ");
                quote(text, headers.joined(field.name()).orElse(""));
            }
        }
        return text.append("\n}}\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void quote(StringBuilder text, String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append("\\u%04x".formatted((int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
