package heddle.net.trust;

import heddle.net.DialFailure;
import heddle.net.PublicKeyPin;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Wants one of some public keys, beside what another judge wants.
///
/// It is the key of the peer itself, as with curl. A key of an authority would have to be looked for in the chain
/// that the other judge has found, which it does not tell, and not in the one that the peer has shown: an
/// impostor may show any certificate in it.
public final class PinnedTrust extends ForwardingTrust {
    private final Set<PublicKeyPin> pins;

    public PinnedTrust(X509ExtendedTrustManager judge, Set<PublicKeyPin> pins) {
        super(judge);
        this.pins = pins;
    }

    private void requirePin(X509Certificate[] chain) throws CertificateException {
        var shown = PublicKeyPin.of(chain[0]);
        if (!pins.contains(shown)) {
            throw new RejectedCertificate(
                    DialFailure.CERTIFICATE_NOT_PINNED,
                    "its public key is %s, which is not pinned".formatted(shown),
                    null);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        judge.checkServerTrusted(chain, authType, engine);
        requirePin(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        judge.checkServerTrusted(chain, authType, socket);
        requirePin(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        judge.checkServerTrusted(chain, authType);
        requirePin(chain);
    }
}
