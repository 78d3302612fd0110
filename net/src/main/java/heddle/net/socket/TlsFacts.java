package heddle.net.socket;

import heddle.net.TlsSession;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/// Reads off an engine what its handshake agreed on.
final class TlsFacts {
    private TlsFacts() {}

    static TlsSession of(SslHandler handler) {
        var session = handler.engine().getSession();
        return new TlsSession(
                session.getProtocol(),
                session.getCipherSuite(),
                Optional.ofNullable(handler.applicationProtocol()),
                certificates(session));
    }

    private static List<X509Certificate> certificates(SSLSession session) {
        try {
            return Stream.of(session.getPeerCertificates())
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (SSLPeerUnverifiedException showedNone) {
            return List.of();
        }
    }
}
