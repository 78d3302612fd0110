package heddle.client.har;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// JSON (RFC 8259) of maps, lists, strings and numbers.
final class HarJson {
    private HarJson() {}

    /// Names and values in turn.
    static Map<String, Object> object(Object... namesAndValues) {
        var object = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    static String text(Object value) {
        var text = new StringBuilder();
        append(text, value);
        return text.toString();
    }

    private static void append(StringBuilder text, Object value) {
        switch (value) {
            case Map<?, ?> object -> appendObject(text, object);
            case List<?> list -> appendList(text, list);
            case String string -> appendString(text, string);
            case Number _, Boolean _ -> text.append(value);
            default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
        }
    }

    private static void appendObject(StringBuilder text, Map<?, ?> object) {
        char between = '{';
        for (Map.Entry<?, ?> member : object.entrySet()) {
            text.append(between);
            appendString(text, (String) member.getKey());
            text.append(':');
            append(text, member.getValue());
            between = ',';
        }
        text.append(object.isEmpty() ? "{}" : "}");
    }

    private static void appendList(StringBuilder text, List<?> list) {
        char between = '[';
        for (Object element : list) {
            text.append(between);
            append(text, element);
            between = ',';
        }
        text.append(list.isEmpty() ? "[]" : "]");
    }

    private static void appendString(StringBuilder text, String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || (Character.isSurrogate(c) && !isPaired(string, i))) {
                text.append("\\u%04x".formatted((int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    /// A surrogate alone cannot be written in UTF-8.
    private static boolean isPaired(String string, int index) {
        return Character.isHighSurrogate(string.charAt(index))
                ? index + 1 < string.length() && Character.isLowSurrogate(string.charAt(index + 1))
                : index > 0 && Character.isHighSurrogate(string.charAt(index - 1));
    }
}
