package heddle.net.tunnel;

import heddle.net.ProxyServer;
import java.util.Optional;

/// By which way a target is reached.
public sealed interface Route {
    /// Without a proxy.
    record Direct() implements Route {
        private static final Direct ONLY = new Direct();
    }

    /// The proxy passes bytes on, and sees none of what TLS hides.
    ///
    /// @param server which proxy
    record Tunnelled(ProxyServer server) implements Route {}

    /// The proxy gets the requests themselves, in absolute form (RFC 9112 §3.2.2), and answers them.
    ///
    /// @param server which proxy; it understands HTTP
    record Forwarded(ProxyServer server) implements Route {
        public Forwarded {
            if (!server.kind().isHttp()) {
                throw new IllegalArgumentException("%s does not understand requests".formatted(server));
            }
        }
    }

    /// The straight way.
    static Route direct() {
        return Direct.ONLY;
    }

    /// The proxy on the way, if any.
    default Optional<ProxyServer> proxy() {
        return switch (this) {
            case Direct() -> Optional.empty();
            case Tunnelled(ProxyServer server) -> Optional.of(server);
            case Forwarded(ProxyServer server) -> Optional.of(server);
        };
    }
}
