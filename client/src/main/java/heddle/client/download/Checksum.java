package heddle.client.download;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/// What a file must be like to be the right one.
///
/// @param algorithm as the JDK names it: `SHA-256`, `SHA-512`, `MD5`
/// @param hex the digest, in hexadecimal digits
public record Checksum(String algorithm, String hex) {
    /// Throws [IllegalArgumentException] for an algorithm that this JDK has not, or a digest that is none of it.
    public Checksum {
        hex = hex.toLowerCase(Locale.ROOT);
        int digits = 2 * digest(algorithm).getDigestLength();
        if (hex.length() != digits || !hex.matches("[0-9a-f]*")) {
            throw new IllegalArgumentException(
                    "'%s' is no digest of %s, which has %d hexadecimal digits".formatted(hex, algorithm, digits));
        }
    }

    /// Of SHA-256.
    public static Checksum sha256(String hex) {
        return new Checksum("SHA-256", hex);
    }

    /// The digest that a file has, in hexadecimal digits. Reads it on the calling thread.
    String of(Path file) throws IOException {
        MessageDigest digest = digest(algorithm);
        byte[] buffer = new byte[64 << 10];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException unknown) {
            throw new IllegalArgumentException(
                    "this JDK has no '%s'; SHA-256 is everywhere".formatted(algorithm), unknown);
        }
    }
}
