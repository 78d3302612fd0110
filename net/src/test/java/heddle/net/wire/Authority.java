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
    private final KeyPair keys = SelfSigned.newKeys();
    private final X509Certificate certificate;

    Authority(String name) {
        this.name = name;
        var now = Instant.now();
        certificate = new CertificateDraft(
                        name,
                        List.of(),
                        now.minus(Duration.ofDays(1000)),
                        now.plus(Duration.ofDays(1000)),
                        CertificateDraft.Role.AUTHORITY)
                .signed(keys.getPublic(), name, keys.getPrivate());
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
