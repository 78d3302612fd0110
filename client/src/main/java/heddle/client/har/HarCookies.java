package heddle.client.har;

import static heddle.client.har.HarJson.object;

import heddle.client.trace.Secrets;
import heddle.http.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Cookies as HAR has them, one by one; their names are always shown.
///
/// @param secrets whether their values are
record HarCookies(Secrets secrets) {
    /// Those of a request.
    List<Map<String, Object>> sent(Headers headers) {
        return headers.all("Cookie").stream()
                .flatMap(line -> Stream.of(line.split(";")))
                .filter(pair -> !pair.isBlank())
                .map(this::pair)
                .toList();
    }

    /// Those that a response sets.
    List<Map<String, Object>> received(Headers headers) {
        return headers.all("Set-Cookie").stream().map(this::cookie).toList();
    }

    private Map<String, Object> cookie(String line) {
        String[] parts = line.split(";", -1);
        Map<String, Object> cookie = pair(parts[0]);
        cookie.putAll(object("httpOnly", false, "secure", false));
        for (int i = 1; i < parts.length; i++) {
            String[] attribute = parts[i].split("=", 2);
            String value = attribute.length < 2 ? "" : attribute[1].strip();
            switch (attribute[0].strip().toLowerCase(Locale.ROOT)) {
                case "httponly" -> cookie.put("httpOnly", true);
                case "secure" -> cookie.put("secure", true);
                case "path" -> cookie.put("path", value);
                case "domain" -> cookie.put("domain", value);
                default -> {}
            }
        }
        return cookie;
    }

    private Map<String, Object> pair(String text) {
        String[] pair = text.split("=", 2);
        String value = pair.length < 2 ? "" : pair[1].strip();
        return object("name", pair[0].strip(), "value", secrets == Secrets.SHOWN ? value : Secrets.MASK);
    }
}
