package heddle.net.tunnel;

import heddle.net.ProxyServer;
import java.util.Optional;

/// By which way a target is reached.
public sealed interface Route {
    /// Without a proxy.
    record Direct() implements Route {
        private static final Direct ONLY = new Direct();

        @Override
        public Optional<ProxyServer> proxy() {
            return Optional.empty();
        }
    }

    /// The proxy passes bytes on, and sees none of what TLS hides.
    ///
    /// @param server which proxy
    record Tunnelled(ProxyServer server) implements Route {
        @Override
        public Optional<ProxyServer> proxy() {
            return Optional.of(server);
        }
    }

    /// The proxy gets the requests themselves, in absolute form (RFC 9112 §3.2.2), and answers them.
    ///
    /// @param server which proxy; it understands HTTP
    record Forwarded(ProxyServer server) implements Route {
        public Forwarded {
            if (!server.kind().isHttp()) {
                throw new IllegalArgumentException("%s does not understand requests".formatted(server));
            }
        }

        @Override
        public Optional<ProxyServer> proxy() {
            return Optional.of(server);
        }
    }

    /// The straight way.
    static Route direct() {
        return Direct.ONLY;
    }

    /// The proxy on the way, if any.
    Optional<ProxyServer> proxy();
}
