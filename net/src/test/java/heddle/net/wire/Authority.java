package heddle.net.wire;

import heddle.net.TlsIdentity;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A certificate authority made for a test.
final class Authority {

    private final String name;
    private final KeyPair keys;
    private final X509Certificate certificate;

    Authority(String name) {
        this(name, SelfSigned.newKeys());
    }

    private Authority(String name, KeyPair keys) {
        this(name, keys, certificate(name, keys, name, keys));
    }

    private Authority(String name, KeyPair keys, X509Certificate certificate) {
        this.name = name;
        this.keys = keys;
        this.certificate = certificate;
    }

    /// An authority below this one.
    Authority below(String name) {
        var itsKeys = SelfSigned.newKeys();
        return new Authority(name, itsKeys, certificate(name, itsKeys, this.name, keys));
    }

    private static X509Certificate certificate(String name, KeyPair keys, String issuer, KeyPair issuerKeys) {
        var now = Instant.now();
        return new CertificateDraft(
                        name,
                        List.of(),
                        now.minus(Duration.ofDays(1000)),
                        now.plus(Duration.ofDays(1000)),
                        CertificateDraft.Role.AUTHORITY)
                .signed(keys.getPublic(), issuer, issuerKeys.getPrivate());
    }

    X509Certificate certificate() {
        return certificate;
    }

    /// An identity valid from a day ago for a day more.
    TlsIdentity issue(String... names) {
        return issue(Duration.ofDays(-1), Duration.ofDays(1), names);
    }

    TlsIdentity issue(Duration from, Duration until, String... names) {
        var leafKeys = SelfSigned.newKeys();
        var now = Instant.now();
        var draft = new CertificateDraft(
                names[0], List.of(names), now.plus(from), now.plus(until), CertificateDraft.Role.SERVER);
        return new TlsIdentity(
                leafKeys.getPrivate(), List.of(draft.signed(leafKeys.getPublic(), name, keys.getPrivate())));
    }
}
