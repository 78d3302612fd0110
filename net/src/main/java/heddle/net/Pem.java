package heddle.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Certificates and keys as text (RFC 7468).
final class Pem {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private Pem() {}

    /// Every certificate of a PEM (or single one of a DER) file; at least one.
    static List<X509Certificate> certificates(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var certificates = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (certificates.isEmpty()) {
                throw new IOException("No certificate in " + file + "; a PEM file with BEGIN CERTIFICATE is needed");
            }
            return certificates;
        } catch (CertificateException problem) {
            throw new IOException("Not a certificate file: " + file + " (" + problem.getMessage() + ")", problem);
        }
    }

    /// The unencrypted PKCS #8 key of a PEM file: EC, RSA or EdDSA.
    static PrivateKey key(Path file) throws IOException {
        var match = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!match.find()) {
            throw new IOException("No key in " + file + "; an unencrypted PKCS #8 PEM file (BEGIN PRIVATE KEY) is"
                    + " needed: openssl pkcs8 -topk8 -nodes converts others");
        }
        var encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(match.group(1)));
        for (var algorithm : List.of("EC", "RSA", "EdDSA")) {
            var key = tryKey(algorithm, encoded);
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw new IOException("The key of " + file + " is neither EC nor RSA nor EdDSA");
    }

    private static Optional<PrivateKey> tryKey(String algorithm, PKCS8EncodedKeySpec encoded) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(encoded));
        } catch (InvalidKeySpecException ofAnotherKind) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("Every JDK reads " + algorithm + " keys", impossible);
        }
    }
}
