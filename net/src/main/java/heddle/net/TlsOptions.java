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
/// Each way of failing is a [DialFailure] of its own, from [DialFailure#CERTIFICATE_EXPIRED] to
/// [DialFailure#TLS_CUT]. Options that cannot be met at all, a provider that does not load say, fail the first
/// dial.
///
/// @param verification whether the peer's certificate is checked; fully by default
/// @param extraTrust certificates of authorities, or of single servers, trusted beside the JDK's trust store; none
///     by default
/// @param protocols versions offered, by their JDK names such as `TLSv1.3`; empty, the default, means TLS 1.3
///     (RFC 8446) and 1.2 (RFC 5246)
/// @param provider which code speaks TLS; BoringSSL where it loads by default
/// @param timeout the longest that a handshake takes; positive, 10 s by default; when it has passed the dial fails
///     with [DialFailure#TLS_TIMED_OUT]
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

    /// A copy that accepts any certificate, for tests and for peers known by other means.
    public TlsOptions insecure() {
        return new TlsOptions(Verification.NONE, extraTrust, protocols, provider, timeout);
    }

    /// Whether any certificate is accepted.
    public boolean isInsecure() {
        return verification == Verification.NONE;
    }

    /// A copy that trusts these, too: authorities, or the very certificates of servers.
    public TlsOptions trust(List<X509Certificate> certificates) {
        var more = new ArrayList<>(extraTrust);
        more.addAll(certificates);
        return new TlsOptions(verification, more, protocols, provider, timeout);
    }

    /// A copy that trusts the certificates of a PEM file (RFC 7468), too. Reads it now; an [IOException] says what
    /// is wrong with it.
    public TlsOptions trustPem(Path file) throws IOException {
        return trust(Pem.certificates(file));
    }

    /// A copy that trusts every X.509 certificate of a loaded key store, too.
    public TlsOptions trust(KeyStore store) throws KeyStoreException {
        var certificates = new ArrayList<X509Certificate>();
        for (var alias : Collections.list(store.aliases())) {
            if (store.getCertificate(alias) instanceof X509Certificate certificate) {
                certificates.add(certificate);
            }
        }
        return trust(certificates);
    }

    /// A copy that offers these versions alone, `TLSv1.3` say; none means the defaults.
    public TlsOptions protocols(String... protocols) {
        return new TlsOptions(verification, extraTrust, List.of(protocols), provider, timeout);
    }

    /// How a proxy is trusted that has no options of its own: verified in any case, for its login must not be
    /// told to whoever asks.
    public TlsOptions forProxy() {
        return new TlsOptions(Verification.FULL, extraTrust, protocols, provider, timeout);
    }

    /// A copy that speaks TLS with this code.
    public TlsOptions provider(TlsProvider provider) {
        return new TlsOptions(verification, extraTrust, protocols, provider, timeout);
    }

    /// A copy with this limit for one handshake.
    public TlsOptions timeout(Duration timeout) {
        return new TlsOptions(verification, extraTrust, protocols, provider, timeout);
    }
}
