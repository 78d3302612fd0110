package heddle.client.cache;

import heddle.http.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Which requests a stored response answers, beside those of its URL: those whose fields are the same that the response
/// names in Vary (RFC 9111, 4.1), and always Authorization, for one session may speak for many users.
///
/// Values are compared without the blanks around their commas, over all lines. What is kept of them is a digest, since
/// credentials and cookies are among them.
///
/// @param digests of each field by its name in lower case; empty texts for fields that were not sent
public record Selection(Map<String, String> digests) {
    private static final String AUTHORIZATION = "authorization";

    public Selection {
        digests = Map.copyOf(digests);
    }

    /// Of a request and the response to it.
    static Selection of(Headers request, Headers response) {
        var digests = new TreeMap<String, String>();
        digests.put(AUTHORIZATION, digest(request, AUTHORIZATION));
        for (String name : response.members("Vary")) {
            String lower = name.toLowerCase(Locale.ROOT);
            digests.put(lower, digest(request, lower));
        }
        return new Selection(digests);
    }

    /// Whether the response can answer a request with these fields.
    boolean matches(Headers request) {
        return digests.entrySet().stream().allMatch(field -> field.getValue().equals(digest(request, field.getKey())));
    }

    private static String digest(Headers request, String name) {
        if (!request.has(name)) {
            return "";
        }
        String value = request.members(name).stream().collect(Collectors.joining(","));
        return digest(value);
    }

    /// A short name of a text.
    static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
