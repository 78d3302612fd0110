package heddle.net;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whom to trust and how to speak TLS. Verified by default: the chain against the JDK's trust store, the host name
/// against the certificate (RFC 9525).
///
/// Each way of failing is a [DialFailure] of its own, from [DialFailure#CERTIFICATE_EXPIRED] to
/// [DialFailure#TLS_CUT]. Options that cannot be met at all, a provider that does not load say, fail the first
/// dial.
///
/// @param verification whether the peer's certificate is checked; fully by default
/// @param roots whether the JDK's trust store counts; it does by default
/// @param extraTrust certificates of authorities, or of single servers, trusted beside it; none by default
/// @param pins public keys of which the peer must have one, checked even where nothing else is; any by default
/// @param identity what is shown to peers that ask for a certificate; nothing by default
/// @param protocols versions offered, by their JDK names such as `TLSv1.3`; empty, the default, means TLS 1.3
///     (RFC 8446) and 1.2 (RFC 5246)
/// @param provider which code speaks TLS; BoringSSL where it loads by default
/// @param timeout the longest that a handshake takes; positive, 10 s by default; when it has passed the dial fails
///     with [DialFailure#TLS_TIMED_OUT]
public record TlsOptions(
        Verification verification,
        Roots roots,
        List<X509Certificate> extraTrust,
        Set<PublicKeyPin> pins,
        Optional<TlsIdentity> identity,
        List<String> protocols,
        TlsProvider provider,
        Duration timeout) {
    /// All there are, the oldest first.
    private static final List<String> VERSIONS = List.of("TLSv1.2", "TLSv1.3");

    /// Whether the peer's certificate is checked.
    public enum Verification {
        /// Its chain, its dates and its name: all must be right.
        FULL,
        /// Nothing is checked; anyone on the way can read and change everything.
        NONE
    }

    /// Whom a chain of certificates may lead to.
    public enum Roots {
        /// The authorities of the JDK's trust store, and those that were added.
        JDK,
        /// Those alone that were added.
        GIVEN
    }

    public TlsOptions {
        extraTrust = List.copyOf(extraTrust);
        pins = Set.copyOf(pins);
        protocols = List.copyOf(protocols);
        Limits.positive("TLS timeout", timeout);
    }

    /// Fully verified, TLS 1.3 and 1.2, 10 s for a handshake.
    public static TlsOptions defaults() {
        return new TlsOptions(
                Verification.FULL,
                Roots.JDK,
                List.of(),
                Set.of(),
                Optional.empty(),
                List.of(),
                TlsProvider.AUTO,
                Duration.ofSeconds(10));
    }

    /// A copy that accepts any certificate, for tests and for peers known by other means. [#pins] still count.
    public TlsOptions insecure() {
        return new TlsOptions(Verification.NONE, roots, extraTrust, pins, identity, protocols, provider, timeout);
    }

    /// Whether any certificate is accepted.
    public boolean isInsecure() {
        return verification == Verification.NONE;
    }

    /// A copy that trusts these, too: authorities, or the very certificates of servers.
    public TlsOptions trust(List<X509Certificate> certificates) {
        var more = new ArrayList<>(extraTrust);
        more.addAll(certificates);
        return new TlsOptions(verification, roots, more, pins, identity, protocols, provider, timeout);
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

    /// A copy that trusts every certificate of a PKCS #12 file (RFC 7292), too. Reads it now; an [IOException] says
    /// what is wrong with it.
    public TlsOptions trustPkcs12(Path file, char[] password) throws IOException {
        try {
            return trust(Pkcs12.load(file, password));
        } catch (KeyStoreException impossible) {
            throw new IOException("Cannot read the certificates of " + file, impossible);
        }
    }

    /// A copy that does not trust the JDK's trust store: only what is added by `trust`.
    public TlsOptions withoutJdkTrust() {
        return new TlsOptions(verification, Roots.GIVEN, extraTrust, pins, identity, protocols, provider, timeout);
    }

    /// A copy that talks only to peers whose certificate has one of these public keys, or one pinned before. It
    /// is the key of the peer itself that counts, as with curl, not one of an authority above it. Such pins come
    /// on top of the usual checks.
    public TlsOptions pin(PublicKeyPin... keys) {
        var more = new HashSet<>(pins);
        more.addAll(List.of(keys));
        return new TlsOptions(verification, roots, extraTrust, more, identity, protocols, provider, timeout);
    }

    /// A copy that shows this to peers that ask for a certificate.
    public TlsOptions identity(TlsIdentity identity) {
        return new TlsOptions(
                verification, roots, extraTrust, pins, Optional.of(identity), protocols, provider, timeout);
    }

    /// A copy that offers these versions alone, `TLSv1.3` say; none means the defaults.
    public TlsOptions protocols(String... protocols) {
        return new TlsOptions(verification, roots, extraTrust, pins, identity, List.of(protocols), provider, timeout);
    }

    /// A copy that offers no older version than this: `TLSv1.2` or `TLSv1.3`.
    public TlsOptions atLeast(String version) {
        int index = VERSIONS.indexOf(version);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "'%s' is no version of TLS that is offered; write TLSv1.2 or TLSv1.3".formatted(version));
        }
        return protocols(VERSIONS.subList(index, VERSIONS.size()).toArray(String[]::new));
    }

    /// How a proxy is trusted that has no options of its own: verified in any case, for its login must not be
    /// told to whoever asks; without identity and pins, which are for peers behind it.
    public TlsOptions forProxy() {
        return new TlsOptions(
                Verification.FULL, roots, extraTrust, Set.of(), Optional.empty(), protocols, provider, timeout);
    }

    /// A copy that speaks TLS with this code.
    public TlsOptions provider(TlsProvider provider) {
        return new TlsOptions(verification, roots, extraTrust, pins, identity, protocols, provider, timeout);
    }

    /// A copy with this limit for one handshake.
    public TlsOptions timeout(Duration timeout) {
        return new TlsOptions(verification, roots, extraTrust, pins, identity, protocols, provider, timeout);
    }
}
