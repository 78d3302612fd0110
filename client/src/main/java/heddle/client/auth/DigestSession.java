package heddle.client.auth;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// What one challenge of `Digest` began: a realm and the nonce that requests are counted by (RFC 7616, 3.4). Safe
/// for use by any number of requests at once.
final class DigestSession {
    private final Challenge challenge;
    private final DigestAlgorithm algorithm;
    private final String nonce;
    /// Those that the key of a session is made with; they stay when the server names the next nonce.
    private final String firstNonce;

    private final String cnonce;
    private final AtomicInteger count = new AtomicInteger();

    private DigestSession(
            Challenge challenge, DigestAlgorithm algorithm, String nonce, String firstNonce, String cnonce) {
        this.challenge = challenge;
        this.algorithm = algorithm;
        this.nonce = nonce;
        this.firstNonce = firstNonce;
        this.cnonce = cnonce;
    }

    /// The session that a challenge begins; empty when it is of another scheme, or asks for what is not known here.
    static Optional<DigestSession> begin(Challenge challenge, String cnonce) {
        Optional<DigestAlgorithm> algorithm =
                DigestAlgorithm.of(challenge.parameter("algorithm").orElse("MD5"));
        boolean isComplete = challenge.scheme().equals("digest")
                && challenge.parameter("nonce").isPresent()
                && challenge.parameter("realm").isPresent();
        boolean isKnown = qops(challenge).isEmpty() || qops(challenge).stream().anyMatch(DigestSession::isKnown);
        return isComplete && isKnown
                ? algorithm.map(known -> {
                    String nonce = challenge.parameter("nonce").orElseThrow();
                    return new DigestSession(challenge, known, nonce, nonce, cnonce);
                })
                : Optional.empty();
    }

    /// The same with the next nonce, counted anew.
    DigestSession next(String nextNonce) {
        return new DigestSession(challenge, algorithm, nextNonce, firstNonce, cnonce);
    }

    boolean isStale() {
        return challenge.parameter("stale").orElse("").equalsIgnoreCase("true");
    }

    private static List<String> qops(Challenge challenge) {
        return challenge
                .parameter("qop")
                .map(list -> Arrays.stream(list.toLowerCase(Locale.ROOT).split(","))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList())
                .orElse(List.of());
    }

    private static boolean isKnown(String qop) {
        return qop.equals("auth") || qop.equals("auth-int");
    }

    /// The value for a request; empty when the server wants the body hashed, and it is streamed.
    Optional<String> authorization(String user, String password, AuthRequest request) {
        List<String> qops = qops(challenge);
        String qop = qops.contains("auth") ? "auth" : qops.isEmpty() ? "" : "auth-int";
        if (qop.equals("auth-int") && request.body().isEmpty()) {
            return Optional.empty();
        }
        String realm = challenge.parameter("realm").orElseThrow();
        String uri = request.url().requestTarget();
        String nc = "%08x".formatted(count.incrementAndGet());
        String response = response(key(user, realm, password), qop, nc, hashOfRequest(qop, uri, request));
        var fields = new ArrayList<String>();
        fields.add(user(user, realm));
        fields.add("realm=" + quoted(realm));
        fields.add("uri=" + quoted(uri));
        fields.add("nonce=" + quoted(nonce));
        challenge.parameter("algorithm").ifPresent(_ -> fields.add("algorithm=" + algorithm.word()));
        if (!qop.isEmpty()) {
            fields.addAll(List.of("nc=" + nc, "cnonce=" + quoted(cnonce), "qop=" + qop));
        }
        fields.add("response=" + quoted(response));
        challenge.parameter("opaque").ifPresent(opaque -> fields.add("opaque=" + quoted(opaque)));
        if (hashesUser()) {
            fields.add("userhash=true");
        }
        return Optional.of("Digest " + String.join(", ", fields));
    }

    /// A1 of RFC 7616, 3.4.2, hashed.
    private String key(String user, String realm, String password) {
        String key = algorithm.hash(user + ":" + realm + ":" + password);
        return algorithm.isSession() ? algorithm.hash(key + ":" + firstNonce + ":" + cnonce) : key;
    }

    /// A2 of RFC 7616, 3.4.3, hashed.
    private String hashOfRequest(String qop, String uri, AuthRequest request) {
        String text = request.method().name() + ":" + uri;
        return algorithm.hash(
                qop.equals("auth-int")
                        ? text + ":" + algorithm.hash(request.body().orElseThrow())
                        : text);
    }

    /// RFC 7616, 3.4.1; as RFC 2069 has it where the server names no quality of protection.
    private String response(String key, String qop, String nc, String request) {
        String middle = qop.isEmpty() ? "" : nc + ":" + cnonce + ":" + qop + ":";
        return algorithm.hash(key + ":" + nonce + ":" + middle + request);
    }

    private boolean hashesUser() {
        return challenge.parameter("userhash").orElse("").equalsIgnoreCase("true");
    }

    /// RFC 7616, 3.4 and 3.4.4.
    private String user(String user, String realm) {
        if (hashesUser()) {
            return "username=" + quoted(algorithm.hash(user + ":" + realm));
        }
        boolean isPlain = user.chars().allMatch(c -> c >= ' ' && c < 0x7F);
        return isPlain ? "username=" + quoted(user) : "username*=UTF-8''" + extended(user);
    }

    /// RFC 8187, 3.2.1.
    private static String extended(String text) {
        var out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain = b > 0 && (Character.isLetterOrDigit(b) || "!#$&+-.^_`|~".indexOf(b) >= 0);
            out.append(isPlain ? String.valueOf((char) b) : "%%%02X".formatted(b & 0xFF));
        }
        return out.toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
