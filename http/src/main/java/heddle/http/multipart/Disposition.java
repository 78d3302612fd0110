package heddle.http.multipart;

import heddle.http.ProtocolException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// A Content-Disposition: a word, and parameters that are tokens or quoted strings (RFC 2183, 2). Of several with one
/// name the first counts.
///
/// @param type in lower case
/// @param parameters by name in lower case
record Disposition(String type, Map<String, String> parameters) {
    static Disposition parse(String text) {
        int end = text.indexOf(';');
        String type = (end < 0 ? text : text.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        var parameters = new HashMap<String, String>();
        int at = end < 0 ? text.length() : end + 1;
        while (at < text.length()) {
            at = parameter(text, at, parameters);
        }
        return new Disposition(type, parameters);
    }

    /// Reads one, and returns where the next begins.
    private static int parameter(String text, int from, Map<String, String> parameters) {
        int equals = text.indexOf('=', from);
        if (equals < 0) {
            return text.length();
        }
        String name = text.substring(from, equals).strip().toLowerCase(Locale.ROOT);
        int at = equals + 1;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '"') {
            var value = new StringBuilder();
            int quote = quoted(text, at + 1, value);
            parameters.putIfAbsent(name, value.toString());
            return after(text, quote);
        }
        int semicolon = after(text, at) - 1;
        int end = semicolon < text.length() && text.charAt(semicolon) == ';' ? semicolon : text.length();
        parameters.putIfAbsent(name, text.substring(at, end).strip());
        return after(text, at);
    }

    /// Reads to the closing quote, and returns its place.
    private static int quoted(String text, int from, StringBuilder value) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '"') {
            boolean isEscape = text.charAt(at) == '\\'
                    && at + 1 < text.length()
                    && (text.charAt(at + 1) == '"' || text.charAt(at + 1) == '\\');
            at += isEscape ? 1 : 0;
            value.append(text.charAt(at++));
        }
        if (at == text.length()) {
            throw new ProtocolException("a quoted name in a part of the form has no end");
        }
        return at;
    }

    /// Where the next parameter begins.
    private static int after(String text, int from) {
        int semicolon = text.indexOf(';', from);
        return semicolon < 0 ? text.length() : semicolon + 1;
    }
}
