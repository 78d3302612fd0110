package heddle.net;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/// What the two sides of a TLS connection agreed on.
///
/// @param protocol the version, such as `TLSv1.3`
/// @param cipherSuite by its name at IANA
/// @param applicationProtocol what ALPN agreed on, if anything (RFC 7301)
/// @param peerCertificates what the other side has shown, leaf first; none when it did not have to
public record TlsSession(
        String protocol,
        String cipherSuite,
        Optional<String> applicationProtocol,
        List<X509Certificate> peerCertificates) {

    public TlsSession {
        peerCertificates = List.copyOf(peerCertificates);
    }
}
