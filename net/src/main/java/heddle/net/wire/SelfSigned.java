package heddle.net.wire;

import heddle.net.TlsIdentity;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Certificates made on the spot, for servers that nobody else vouches for: a P-256 key, signed by itself.
public final class SelfSigned {

    /// Clocks of two machines differ.
    private static final Duration BACKDATED = Duration.ofDays(1);

    private static final Duration LIFETIME = Duration.ofDays(365);

    private SelfSigned() {}

    /// A new key and a certificate for these DNS names and IP addresses, at least one, valid from yesterday for a
    /// year.
    public static TlsIdentity certificate(List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("A certificate needs at least one name, such as localhost");
        }
        var now = Instant.now();
        var keys = newKeys();
        var subject = names.getFirst();
        var draft = new CertificateDraft(
                subject, names, now.minus(BACKDATED), now.plus(LIFETIME), CertificateDraft.Role.SERVER);
        return new TlsIdentity(keys.getPrivate(), List.of(draft.signed(keys.getPublic(), subject, keys.getPrivate())));
    }

    static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK makes P-256 keys", impossible);
        }
    }
}
