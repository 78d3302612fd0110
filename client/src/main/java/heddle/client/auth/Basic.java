package heddle.client.auth;

import heddle.http.Headers;
import heddle.http.Status;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// `Basic` (RFC 7617), in UTF-8.
final class Basic implements Auth {
    private final String value;

    Basic(String user, String password) {
        if (user.contains(":")) {
            throw new IllegalArgumentException("the user has a colon, which Basic cannot carry");
        }
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        value = "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public Optional<String> authorization(AuthRequest request) {
        return Optional.of(value);
    }

    @Override
    public boolean learn(AuthRequest request, String sent, Status status, Headers headers) {
        return false;
    }

    @Override
    public String toString() {
        return "Basic[***]";
    }
}
