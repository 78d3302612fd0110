package heddle.client.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The hashes of RFC 7616, 3.3, each also with a session's key.
enum DigestAlgorithm {
    MD5("MD5", "MD5", false),
    MD5_SESS("MD5-sess", "MD5", true),
    SHA_256("SHA-256", "SHA-256", false),
    SHA_256_SESS("SHA-256-sess", "SHA-256", true),
    SHA_512_256("SHA-512-256", "SHA-512/256", false),
    SHA_512_256_SESS("SHA-512-256-sess", "SHA-512/256", true);

    private final String word;
    private final String digest;
    private final boolean isSession;

    DigestAlgorithm(String word, String digest, boolean isSession) {
        this.word = word;
        this.digest = digest;
        this.isSession = isSession;
    }

    static Optional<DigestAlgorithm> of(String word) {
        return Stream.of(values())
                .filter(algorithm -> algorithm.word.toLowerCase(Locale.ROOT).equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /// As it is written in fields.
    String word() {
        return word;
    }

    /// Whether the key holds for a session that a nonce and a cnonce began.
    boolean isSession() {
        return isSession;
    }

    String hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(digest).digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("Every JDK has " + digest, impossible);
        }
    }
}
