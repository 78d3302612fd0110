package heddle.bench.interop;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Digests of bodies.
final class Digests {
    private Digests() {}

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
