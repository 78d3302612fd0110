package heddle.net.wire;

import io.netty.util.NetUtil;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/// An X.509 certificate (RFC 5280) that waits for its signature. Written here because the JDK has no public API for
/// it.
///
/// @param subject the common name, for people
/// @param names DNS names and IP addresses it is good for; empty for an authority
/// @param notBefore from when
/// @param notAfter until when
/// @param role what its key may do
record CertificateDraft(String subject, List<String> names, Instant notBefore, Instant notAfter, Role role) {

    /// What the key of a certificate may do.
    enum Role {
        SERVER,
        AUTHORITY
    }

    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));
    private static final byte[] COMMON_NAME = Der.oid(2, 5, 4, 3);
    private static final byte[] KEY_USAGE = Der.oid(2, 5, 29, 15);
    private static final byte[] SUBJECT_ALTERNATIVE_NAME = Der.oid(2, 5, 29, 17);
    private static final byte[] BASIC_CONSTRAINTS = Der.oid(2, 5, 29, 19);
    private static final byte[] EXTENDED_KEY_USAGE = Der.oid(2, 5, 29, 37);
    private static final byte[] SERVER_AUTHENTICATION = Der.oid(1, 3, 6, 1, 5, 5, 7, 3, 1);
    private static final int SERIAL_BITS = 127;

    /// The certificate for `key`, signed by the elliptic-curve key of `issuer`.
    X509Certificate signed(PublicKey key, String issuer, PrivateKey issuerKey) {
        var body = body(key, issuer);
        try {
            var signing = Signature.getInstance("SHA256withECDSA");
            signing.initSign(issuerKey);
            signing.update(body);
            var encoded = Der.sequence(body, ECDSA_WITH_SHA256, Der.bits(0, signing.sign()));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Cannot sign a certificate for " + names, impossible);
        }
    }

    private byte[] body(PublicKey key, String issuer) {
        var version3 = Der.tagged(0xA0, Der.integer(BigInteger.TWO));
        var serial = Der.integer(new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE));
        var validity = Der.sequence(Der.time(notBefore), Der.time(notAfter));
        return Der.sequence(
                version3,
                serial,
                ECDSA_WITH_SHA256,
                name(issuer),
                validity,
                name(subject),
                key.getEncoded(),
                Der.tagged(0xA3, extensions()));
    }

    private byte[] extensions() {
        return switch (role) {
            case AUTHORITY ->
                Der.sequence(
                        critical(BASIC_CONSTRAINTS, Der.sequence(Der.yes())),
                        critical(KEY_USAGE, Der.bits(2, new byte[] {0x04}))); // keyCertSign
            case SERVER ->
                Der.sequence(
                        critical(BASIC_CONSTRAINTS, Der.sequence()),
                        critical(KEY_USAGE, Der.bits(7, new byte[] {(byte) 0x80})), // digitalSignature
                        extension(EXTENDED_KEY_USAGE, Der.sequence(SERVER_AUTHENTICATION)),
                        extension(
                                SUBJECT_ALTERNATIVE_NAME,
                                Der.sequence(names.stream()
                                        .map(CertificateDraft::alternativeName)
                                        .toArray(byte[][]::new))));
        };
    }

    private static byte[] alternativeName(String name) {
        var address = NetUtil.createByteArrayFromIpAddressString(name);
        return address == null ? Der.tagged(0x82, name.getBytes(StandardCharsets.US_ASCII)) : Der.tagged(0x87, address);
    }

    private static byte[] name(String commonName) {
        return Der.sequence(Der.set(Der.sequence(COMMON_NAME, Der.text(commonName))));
    }

    private static byte[] extension(byte[] oid, byte[] value) {
        return Der.sequence(oid, Der.octets(value));
    }

    private static byte[] critical(byte[] oid, byte[] value) {
        return Der.sequence(oid, Der.yes(), Der.octets(value));
    }
}
