package heddle.net.wire;

import heddle.net.TlsIdentity;
import heddle.net.TlsOptions;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;

/// The server's side of TLS: what it shows of itself.
final class ServerTls {

    private ServerTls() {}

    /// Slow, the first time above all: loads native code. Not for the loop.
    ///
    /// The key never leaves memory, so it is held in a JKS store: the default type would encrypt it, at 70 ms of
    /// CPU. Clients are not asked for certificates, so the trust store is not read.
    static SslContext context(TlsIdentity identity, List<String> protocols) throws IOException {
        var chain = identity.chain().toArray(X509Certificate[]::new);
        return SslContextBuilder.forServer(identity.key(), chain)
                .keyStoreType("JKS")
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .sslProvider(ClientTls.provider(TlsOptions.defaults()))
                .protocols(ClientTls.PROTOCOLS)
                .applicationProtocolConfig(ClientTls.alpn(protocols))
                .build();
    }
}
