package heddle.net.trust;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Leaves all to another judge but what it is told of servers, over whatever they are met.
///
/// It extends [X509ExtendedTrustManager] since engines skip the check of the name with any lesser kind.
abstract class ForwardingTrust extends X509ExtendedTrustManager {
    final X509ExtendedTrustManager judge;

    ForwardingTrust(X509ExtendedTrustManager judge) {
        this.judge = judge;
    }

    @Override
    public final void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        judge.checkClientTrusted(chain, authType);
    }

    @Override
    public final void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        judge.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public final void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        judge.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public final X509Certificate[] getAcceptedIssuers() {
        return judge.getAcceptedIssuers();
    }
}
