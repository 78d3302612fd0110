package heddle.net;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// Certificates and keys as text (RFC 7468).
final class Pem {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ((?:RSA |ENCRYPTED )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    /// Version and algorithm of an RSA key in PKCS #8 (RFC 5958, RFC 8017 A.1), which older files leave out.
    private static final byte[] RSA_FRAME = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\\s*");

    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;

    private Pem() {}

    /// Every certificate of a PEM file, whatever else is in it, or the single one of a DER file; at least one.
    static List<X509Certificate> certificates(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        var blocks = CERTIFICATE
                .matcher(new String(bytes, StandardCharsets.ISO_8859_1))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining());
        var source = blocks.isEmpty() ? bytes : blocks.getBytes(StandardCharsets.ISO_8859_1);
        try {
            var certificates =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(source))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (certificates.isEmpty()) {
                throw new IOException("No certificate in " + file + "; a PEM file with BEGIN CERTIFICATE is needed");
            }
            return certificates;
        } catch (CertificateException problem) {
            throw new IOException(
                    "Not a certificate file: %s (%s); a PEM file with BEGIN CERTIFICATE is needed: openssl pkcs12 -nokeys"
                                    .formatted(file, problem.getMessage())
                            + " takes one out of PKCS #12",
                    problem);
        }
    }

    /// The key of a PEM file: EC, RSA or EdDSA in PKCS #8, encrypted or not, or RSA as PKCS #1 has it.
    static PrivateKey key(Path file, char[] password) throws IOException {
        var match = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!match.find()) {
            throw new IOException("No key in " + file + "; a PEM file with BEGIN PRIVATE KEY is needed:"
                    + " openssl pkcs8 -topk8 -nodes converts others");
        }
        var bytes = Base64.getMimeDecoder().decode(match.group(2));
        var encoded = switch (match.group(1)) {
            case "RSA PRIVATE KEY" ->
                new PKCS8EncodedKeySpec(tagged(SEQUENCE, joined(RSA_FRAME, tagged(OCTETS, bytes))));
            case "ENCRYPTED PRIVATE KEY" -> decrypted(file, bytes, password);
            default -> new PKCS8EncodedKeySpec(bytes);
        };
        for (var algorithm : List.of("EC", "RSA", "EdDSA")) {
            var key = tryKey(algorithm, encoded);
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw new IOException("The key of " + file + " is neither EC nor RSA nor EdDSA");
    }

    private static PKCS8EncodedKeySpec decrypted(Path file, byte[] bytes, char[] password) throws IOException {
        if (password.length == 0) {
            throw new IOException("The key of " + file + " is encrypted; its password is needed");
        }
        try {
            var sealed = new EncryptedPrivateKeyInfo(bytes);
            var parameters = sealed.getAlgParameters();
            var algorithm = parameters == null ? sealed.getAlgName() : parameters.toString();
            var secret = SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password));
            return sealed.getKeySpec(secret);
        } catch (GeneralSecurityException problem) {
            throw new IOException(
                    "The key of %s cannot be decrypted; check its password (%s)".formatted(file, problem.getMessage()),
                    problem);
        }
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

    private static byte[] joined(byte[] first, byte[] second) {
        var both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    /// A DER element whose content has 256 to 65535 bytes, as that of every RSA key has.
    private static byte[] tagged(int tag, byte[] content) {
        return joined(
                new byte[] {(byte) tag, (byte) 0x82, (byte) (content.length >> 8), (byte) content.length}, content);
    }
}
