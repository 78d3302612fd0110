package heddle.net;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/// A public key that a peer must have, by the SHA-256 of its `SubjectPublicKeyInfo` (RFC 7469, 2.4), whoever
/// vouches for it.
///
/// @param sha256 the digest in Base64
public record PublicKeyPin(String sha256) {
    private static final String PREFIX = "sha256//";
    private static final int DIGEST_BYTES = 32;

    public PublicKeyPin {
        if (!isDigest(sha256)) {
            throw new IllegalArgumentException(
                    "'%s' is no pin; a pin is the SHA-256 of a public key in Base64, 44 characters".formatted(sha256));
        }
    }

    /// As curl writes it: `sha256//` and the digest in Base64.
    public static PublicKeyPin parse(String text) {
        return new PublicKeyPin(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
    }

    /// The pin of that certificate's key.
    public static PublicKeyPin of(X509Certificate certificate) {
        try {
            byte[] key = certificate.getPublicKey().getEncoded();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
            return new PublicKeyPin(Base64.getEncoder().encodeToString(digest));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("Every JDK has SHA-256", impossible);
        }
    }

    private static boolean isDigest(String text) {
        try {
            return Base64.getDecoder().decode(text).length == DIGEST_BYTES;
        } catch (IllegalArgumentException wrong) {
            return false;
        }
    }

    /// As curl writes it.
    @Override
    public String toString() {
        return PREFIX + sha256;
    }
}
