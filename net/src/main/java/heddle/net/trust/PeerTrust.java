package heddle.net.trust;

import heddle.net.DialFailure;
import heddle.net.TlsOptions;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Decides with the JDK's trust manager whether a server is who it claims to be, and on refusal says which check
/// failed.
///
/// The JDK checks the chain first, then, because the engine asks for `HTTPS`, the name (RFC 9525).
public final class PeerTrust extends ForwardingTrust {
    /// Then the JDK's judge would fail for want of anybody, and not of a reason.
    private final boolean trustsNobody;

    private PeerTrust(X509ExtendedTrustManager judge) {
        super(judge);
        trustsNobody = judge.getAcceptedIssuers().length == 0;
    }

    /// Reading the JDK's trust store takes 100 ms: call it off the loop, and only when it is needed.
    public static PeerTrust of(TlsOptions options) throws GeneralSecurityException, IOException {
        if (options.extraTrust().isEmpty() && options.roots() == TlsOptions.Roots.JDK) {
            return new PeerTrust(Standard.JUDGE);
        }
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        var roots = switch (options.roots()) {
            case JDK -> Stream.of(Standard.JUDGE.getAcceptedIssuers());
            case GIVEN -> Stream.<X509Certificate>empty();
        };
        var all = Stream.concat(roots, options.extraTrust().stream()).toList();
        for (var i = 0; i < all.size(); i++) {
            store.setCertificateEntry("trusted-" + i, all.get(i));
        }
        return new PeerTrust(judge(store));
    }

    private static X509ExtendedTrustManager judge(@Nullable KeyStore store) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return Stream.of(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("This JDK has no PKIX trust manager"));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        if (trustsNobody) {
            throw unknownIssuer(chain, new CertificateException("no authority is trusted at all"));
        }
        try {
            judge.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException refusal) {
            throw explained(chain, authType, refusal);
        }
    }

    private RejectedCertificate explained(X509Certificate[] chain, String authType, CertificateException refusal) {
        if (isTrustedChain(chain, authType)) {
            return new RejectedCertificate(
                    DialFailure.CERTIFICATE_FOR_OTHER_HOST, "it is for " + names(chain[0]), refusal);
        }
        for (var each : chain) {
            var from = each.getNotBefore().toInstant();
            var until = each.getNotAfter().toInstant();
            var now = Instant.now();
            if (now.isAfter(until)) {
                var message = "%s expired on %s".formatted(which(each, chain), until);
                return new RejectedCertificate(DialFailure.CERTIFICATE_EXPIRED, message, refusal);
            }
            if (now.isBefore(from)) {
                var message = "%s is not valid before %s".formatted(which(each, chain), from);
                return new RejectedCertificate(DialFailure.CERTIFICATE_NOT_YET_VALID, message, refusal);
            }
        }
        if (hasBrokenPath(refusal)) {
            return new RejectedCertificate(
                    DialFailure.CERTIFICATE_INVALID,
                    String.valueOf(rootCause(refusal).getMessage()),
                    refusal);
        }
        return unknownIssuer(chain, refusal);
    }

    private boolean isTrustedChain(X509Certificate[] chain, String authType) {
        try {
            judge.checkServerTrusted(chain, authType);
            return true;
        } catch (CertificateException refused) {
            return false;
        }
    }

    /// Whether a path to a trusted authority was found, but something on it is wrong.
    private static boolean hasBrokenPath(Throwable refusal) {
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertPathValidatorException) {
                return true;
            }
        }
        return false;
    }

    private static RejectedCertificate unknownIssuer(X509Certificate[] chain, CertificateException refusal) {
        var last = chain[chain.length - 1];
        if (chain.length == 1 && last.getSubjectX500Principal().equals(last.getIssuerX500Principal())) {
            return new RejectedCertificate(DialFailure.CERTIFICATE_SELF_SIGNED, "it is self-signed", refusal);
        }
        return new RejectedCertificate(
                DialFailure.CERTIFICATE_UNTRUSTED,
                "its issuer \"%s\" is not a trusted authority".formatted(last.getIssuerX500Principal()),
                refusal);
    }

    private static String which(X509Certificate certificate, X509Certificate[] chain) {
        return certificate.equals(chain[0]) ? "it" : "its issuer \"" + certificate.getSubjectX500Principal() + "\"";
    }

    private static Throwable rootCause(Throwable problem) {
        var cause = problem;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /// The DNS names and IP addresses that a certificate is for (RFC 5280 §4.2.1.6).
    private static String names(X509Certificate certificate) {
        try {
            var names = Objects.requireNonNullElse(certificate.getSubjectAlternativeNames(), List.<List<?>>of());
            return names.isEmpty()
                    ? "no host at all"
                    : names.stream().map(PeerTrust::nameOf).collect(Collectors.joining(", "));
        } catch (CertificateParsingException unreadable) {
            return "names that cannot be read";
        }
    }

    private static String nameOf(Collection<?> typeAndName) {
        return String.valueOf(List.copyOf(typeAndName).getLast());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        judge.checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        judge.checkServerTrusted(chain, authType);
    }

    /// The JDK's own trust store, read once a process, when first needed.
    private static final class Standard {

        private static final X509ExtendedTrustManager JUDGE = load();

        private Standard() {}

        private static X509ExtendedTrustManager load() {
            try {
                return judge(null);
            } catch (GeneralSecurityException problem) {
                throw new IllegalStateException("Cannot read the JDK's trust store", problem);
            }
        }
    }
}
