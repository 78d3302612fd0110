package heddle.net.wire;

import heddle.net.TlsIdentity;
import heddle.net.TlsOptions;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;

/// The server's side of TLS: what it shows of itself.
final class ServerTls {

    private ServerTls() {}

    /// Slow, the first time above all: loads native code. Not for the loop.
    static SslContext context(TlsIdentity identity, List<String> protocols) throws IOException {
        return SslContextBuilder.forServer(identity.key(), identity.chain().toArray(X509Certificate[]::new))
                .sslProvider(ClientTls.provider(TlsOptions.defaults()))
                .protocols(ClientTls.PROTOCOLS)
                .applicationProtocolConfig(ClientTls.alpn(protocols))
                .build();
    }
}
