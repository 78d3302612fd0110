package heddle.net;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Whom to trust and how to speak TLS. Verified by default: the chain against the JDK's trust store, the host name
/// against the certificate (RFC 9525).
///
/// @param verification whether the peer's certificate is checked
/// @param extraTrust certificates trusted beside the JDK's trust store
/// @param protocols versions offered, such as `TLSv1.3`; empty means TLS 1.3 and 1.2
/// @param provider which code speaks TLS
/// @param timeout the longest that a handshake takes
public record TlsOptions(
        Verification verification,
        List<X509Certificate> extraTrust,
        List<String> protocols,
        TlsProvider provider,
        Duration timeout) {

    /// Whether the peer's certificate is checked.
    public enum Verification {
        /// Its chain, its dates and its name: all must be right.
        FULL,
        /// Nothing is checked; anyone on the way can read and change everything.
        NONE
    }

    public TlsOptions {
        extraTrust = List.copyOf(extraTrust);
        protocols = List.copyOf(protocols);
        Limits.positive("TLS timeout", timeout);
    }

    /// Fully verified, TLS 1.3 and 1.2, 10 s for a handshake.
    public static TlsOptions defaults() {
        return new TlsOptions(Verification.FULL, List.of(), List.of(), TlsProvider.AUTO, Duration.ofSeconds(10));
    }

    /// Accepts any certificate, for tests and for peers known by other means.
    public TlsOptions insecure() {
        return new TlsOptions(Verification.NONE, extraTrust, protocols, provider, timeout);
    }

    public boolean isInsecure() {
        return verification == Verification.NONE;
    }

    /// Trusts these, too.
    public TlsOptions trust(List<X509Certificate> certificates) {
        var more = new ArrayList<>(extraTrust);
        more.addAll(certificates);
        return new TlsOptions(verification, more, protocols, provider, timeout);
    }

    /// Trusts the certificates of a PEM file, too.
    public TlsOptions trustPem(Path file) throws IOException {
        return trust(Pem.certificates(file));
    }

    /// Trusts the certificates of a key store, too.
    public TlsOptions trust(KeyStore store) throws KeyStoreException {
        var certificates = new ArrayList<X509Certificate>();
        for (var alias : Collections.list(store.aliases())) {
            if (store.getCertificate(alias) instanceof X509Certificate certificate) {
                certificates.add(certificate);
            }
        }
        return trust(certificates);
    }

    public TlsOptions protocols(String... protocols) {
        return new TlsOptions(verification, extraTrust, List.of(protocols), provider, timeout);
    }

    public TlsOptions provider(TlsProvider provider) {
        return new TlsOptions(verification, extraTrust, protocols, provider, timeout);
    }

    public TlsOptions timeout(Duration timeout) {
        return new TlsOptions(verification, extraTrust, protocols, provider, timeout);
    }
}
