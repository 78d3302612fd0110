package heddle.fetch.output;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A way of digesting bodies: those that the JDK has and that people use.
public enum HashAlgorithm {
    /// MD5, which shows damage, and no longer that nobody meddled with a body.
    MD5("MD5"),
    /// SHA-1, of which the same is true.
    SHA1("SHA-1"),
    /// SHA-224 of SHA-2 (FIPS 180-4).
    SHA224("SHA-224"),
    /// SHA-256, likewise.
    SHA256("SHA-256"),
    /// SHA-384, likewise.
    SHA384("SHA-384"),
    /// SHA-512, likewise.
    SHA512("SHA-512"),
    /// SHA3-256 of SHA-3 (FIPS 202).
    SHA3_256("SHA3-256"),
    /// SHA3-384, likewise.
    SHA3_384("SHA3-384"),
    /// SHA3-512, likewise.
    SHA3_512("SHA3-512");

    private final String name;

    HashAlgorithm(String name) {
        this.name = name;
    }

    /// What outputs call a digest that was made so: `sha256`, `sha3_256`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The algorithm of that word, in which a dash is as good as an underscore.
    public static Optional<HashAlgorithm> named(String word) {
        String plain = word.replace('-', '_');
        return Stream.of(values())
                .filter(algorithm -> algorithm.word().equals(plain))
                .findFirst();
    }

    /// A digest to be fed.
    public MessageDigest digest() {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("this JDK has no " + name, absent);
        }
    }
}
