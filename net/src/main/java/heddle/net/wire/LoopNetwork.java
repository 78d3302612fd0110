package heddle.net.wire;

import heddle.async.loop.Loop;
import heddle.async.loop.LoopLocal;
import heddle.net.DnsOptions;
import heddle.net.TlsIdentity;
import heddle.net.TlsOptions;
import heddle.net.names.NameSystem;
import heddle.net.names.Resolver;
import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the dials of one loop share: a resolver for each set of DNS options, a TLS context for each set of TLS
/// options and protocols. Equal options share, whichever session they come from. Lives on the I/O thread.
final class LoopNetwork implements AutoCloseable {

    private static final LoopLocal<LoopNetwork> LOCAL = LoopLocal.of(LoopNetwork::new);

    /// A program that makes an identity for each connection shall not fill the memory.
    private static final int SERVER_CONTEXTS_MAX = 64;

    private record TlsKey(TlsOptions options, List<String> protocols) {}

    /// Nor one that makes a resolver of its own for each session.
    private static final int OWN_RESOLVERS_MAX = 64;

    private final Map<DnsOptions, Resolver> resolvers = new HashMap<>();
    private final Map<DnsOptions, Resolver> ownResolvers = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<DnsOptions, Resolver> eldest) {
            return size() > OWN_RESOLVERS_MAX; // it holds nothing but answers
        }
    };

    private record ServerTlsKey(TlsIdentity identity, List<String> protocols) {}

    private final Map<TlsKey, Future<SslContext>> contexts = new HashMap<>();
    private final Map<ServerTlsKey, Future<SslContext>> serverContexts = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ServerTlsKey, Future<SslContext>> eldest) {
            boolean isOver = size() > SERVER_CONTEXTS_MAX;
            if (isOver) {
                release(eldest.getValue());
            }
            return isOver;
        }
    };

    private LoopNetwork() {}

    static LoopNetwork of(Loop loop) {
        return loop.local(LOCAL);
    }

    Resolver resolver(Loop loop, DnsOptions options) {
        if (options.resolver().isPresent()) {
            return ownResolvers.computeIfAbsent(
                    options, _ -> Resolver.own(loop, options.resolver().get(), options));
        }
        return resolvers.computeIfAbsent(options, _ -> {
            var names = NameSystem.of(loop);
            return new Resolver(loop.netty(), options, names.searchList(), names.answers(loop, options));
        });
    }

    /// Made on a thread of its own when first asked for, since that takes long; shared from then on. The future is
    /// not cancelled by whoever waits for it.
    Future<SslContext> tlsContext(Loop loop, TlsOptions options, List<String> protocols) {
        return contexts.computeIfAbsent(
                new TlsKey(options, protocols),
                _ -> Aside.start(loop, "heddle-tls-setup", () -> ClientTls.context(options, protocols)));
    }

    /// As [#tlsContext], for the side of the server. These come and go: whoever gets one has a
    /// reference of its own, to be released when no more connections are made with it.
    Future<SslContext> serverTlsContext(Loop loop, TlsIdentity identity, List<String> protocols) {
        return lend(
                loop,
                serverContexts.computeIfAbsent(
                        new ServerTlsKey(identity, protocols),
                        _ -> Aside.start(loop, "heddle-tls-setup", () -> ServerTls.context(identity, protocols))));
    }

    /// Asked for before the shared one can be released, and so retained before that.
    private static Future<SslContext> lend(Loop loop, Future<SslContext> shared) {
        var lent = loop.netty().<SslContext>newPromise();
        shared.addListener(_ -> {
            if (!shared.isSuccess()) {
                lent.tryFailure(shared.cause());
            } else if (!lent.trySuccess(ReferenceCountUtil.retain(shared.getNow()))) {
                ReferenceCountUtil.release(shared.getNow());
            }
        });
        return lent;
    }

    @Override
    public void close() {
        resolvers.values().forEach(Resolver::close);
        contexts.values().forEach(LoopNetwork::release);
        serverContexts.values().forEach(LoopNetwork::release);
    }

    /// Connections that were made with it keep what they need of it.
    private static void release(Future<SslContext> context) {
        context.addListener(_ -> {
            if (context.isSuccess()) {
                ReferenceCountUtil.release(context.getNow());
            }
        });
    }
}
