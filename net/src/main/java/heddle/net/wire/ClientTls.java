package heddle.net.wire;

import heddle.net.TlsOptions;
import heddle.net.steps.DialSteps;
import heddle.net.trust.NoTrust;
import heddle.net.trust.PeerTrust;
import heddle.net.trust.PinnedTrust;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.X509ExtendedTrustManager;

/// The client's side of TLS: what is offered, and whether the peer is checked.
///
/// Sessions are resumed by host and port within one context, and a context belongs to one set of options, so that
/// what an `insecure` session agreed on never vouches for a peer in a verified one.
final class ClientTls {

    static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    private ClientTls() {}

    /// Slow, the first time above all: reads the trust store, loads native code. Not for the loop.
    static SslContext context(TlsOptions options, List<String> protocols) throws GeneralSecurityException, IOException {
        var builder = SslContextBuilder.forClient()
                .sslProvider(provider(options))
                .protocols(options.protocols().isEmpty() ? PROTOCOLS : options.protocols())
                .applicationProtocolConfig(alpn(protocols));
        if (options.identity().isPresent()) {
            var identity = options.identity().get();
            builder.keyManager(identity.key(), identity.chain().toArray(X509Certificate[]::new))
                    .keyStoreType("JKS"); // as the server's: the key never leaves memory
        }
        // In so many words: some hosts switch Netty's default off for the whole process.
        return builder.trustManager(trust(options))
                .endpointIdentificationAlgorithm(options.isInsecure() ? "" : "HTTPS")
                .build();
    }

    private static X509ExtendedTrustManager trust(TlsOptions options) throws GeneralSecurityException, IOException {
        var judge = switch (options.verification()) {
            case FULL -> PeerTrust.of(options);
            case NONE -> new NoTrust();
        };
        return options.pins().isEmpty() ? judge : new PinnedTrust(judge, options.pins());
    }

    static SslProvider provider(TlsOptions options) {
        return switch (options.provider()) {
            case JDK -> SslProvider.JDK;
            case AUTO -> OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK;
            case OPENSSL -> {
                OpenSsl.ensureAvailability();
                yield SslProvider.OPENSSL_REFCNT;
            }
        };
    }

    static ApplicationProtocolConfig alpn(List<String> protocols) {
        return protocols.isEmpty()
                ? ApplicationProtocolConfig.DISABLED
                : new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        protocols);
    }

    /// What a handshake has agreed on.
    ///
    /// @param protocol by ALPN, if any
    /// @param agreement the rest
    record Agreed(Optional<String> protocol, DialSteps.Agreement agreement) {
        static Agreed of(SslHandler handler) {
            var session = handler.engine().getSession();
            return new Agreed(
                    Optional.ofNullable(handler.applicationProtocol()),
                    new DialSteps.Agreement(session.getProtocol(), session.getCipherSuite()));
        }
    }

    /// Starts the handshake on a connected channel; ends with what was agreed on. Unless that succeeds, the channel
    /// is closed.
    static Future<Agreed> handshake(SslContext context, Channel channel, String host, int port) {
        var agreed = channel.eventLoop().<Agreed>newPromise();
        var handler = handler(context, channel.alloc(), host, port);
        agreed.addListener(result -> {
            if (!result.isSuccess()) {
                Handoff.close(channel);
            }
        });
        handler.handshakeFuture().addListener(end -> {
            if (end.isSuccess()) {
                agreed.trySuccess(Agreed.of(handler));
            } else {
                agreed.tryFailure(end.cause());
            }
        });
        channel.pipeline().addLast(handler, new EarlyBytes());
        return agreed;
    }

    /// Greets `host` by name, unless it is an address (RFC 6066 §3). Its own timeout is off: the dialler has one.
    static SslHandler handler(SslContext context, ByteBufAllocator allocator, String host, int port) {
        var handler = context.newHandler(allocator, host, port);
        handler.setHandshakeTimeoutMillis(0);
        var engine = handler.engine();
        var parameters = engine.getSSLParameters();
        parameters.setServerNames(serverNames(host));
        engine.setSSLParameters(parameters);
        return handler;
    }

    /// From bytes: that way the JDK lets names with an underscore pass.
    private static List<SNIServerName> serverNames(String host) {
        return isAddress(host) ? List.of() : List.of(new SNIHostName(host.getBytes(StandardCharsets.US_ASCII)));
    }

    private static boolean isAddress(String host) {
        return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
    }
}
