package heddle.websocket.deflate;

import heddle.http.Headers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One member of `Sec-WebSocket-Extensions` (RFC 6455, 9.1).
///
/// @param name of the extension
/// @param parameters by name, in lower case; without a value for some
/// @param isWellFormed whether no parameter is there twice or without a name
record Extension(String name, Map<String, Optional<String>> parameters, boolean isWellFormed) {
    static final String FIELD = "Sec-WebSocket-Extensions";

    static List<Extension> of(Headers headers) {
        return headers.members(FIELD).stream().map(Extension::parse).toList();
    }

    private static Extension parse(String member) {
        String[] parts = member.split(";", -1);
        var parameters = new LinkedHashMap<String, Optional<String>>();
        var names = new ArrayList<String>();
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].split("=", 2);
            String name = pair[0].strip().toLowerCase(Locale.ROOT);
            names.add(name);
            parameters.put(name, pair.length == 1 ? Optional.empty() : Optional.of(unquoted(pair[1].strip())));
        }
        boolean isWellFormed = names.size() == parameters.size() && !parameters.containsKey("");
        return new Extension(parts[0].strip().toLowerCase(Locale.ROOT), parameters, isWellFormed);
    }

    private static String unquoted(String value) {
        boolean isQuoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return isQuoted ? value.substring(1, value.length() - 1) : value;
    }
}
