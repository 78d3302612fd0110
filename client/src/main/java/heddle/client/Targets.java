package heddle.client;

import heddle.client.options.Versions;
import heddle.http.InvalidRequestException;
import heddle.net.ProxyServer;
import heddle.net.tunnel.Route;
import heddle.net.wire.Security;
import heddle.net.wire.Target;
import heddle.url.Url;
import java.util.List;
import java.util.Optional;

/// Whom to connect to for a URL, and by which way.
final class Targets {
    private Targets() {}

    /// Plain requests go to an HTTP proxy as they are, unless the server is known to speak HTTP/2: that needs a
    /// tunnel, as does everything else.
    static Target of(Url url, Outgoing.Policy policy) {
        Target byHost = straight(url, policy.versions());
        Target straight = policy.serverName().isPresent() && byHost.security() == Security.TLS
                ? byHost.named(policy.serverName().get())
                : byHost;
        Optional<ProxyServer> proxy = policy.proxies().choose(url);
        if (proxy.isEmpty()) {
            return straight;
        }
        boolean isForwarded = straight.security() == Security.PLAIN
                && straight.protocols().isEmpty()
                && proxy.get().kind().isHttp();
        return straight.by(isForwarded ? new Route.Forwarded(proxy.get()) : new Route.Tunnelled(proxy.get()));
    }

    private static Target straight(Url url, Versions versions) {
        String host = url.host();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        int port = url.portOrDefault();
        if (port == 0) {
            throw new InvalidRequestException("port 0 of '%s' cannot be connected to".formatted(url.authority()));
        }
        return url.scheme().equals("https")
                ? new Target(bare, port, Security.TLS, offered(versions))
                : new Target(bare, port, Security.PLAIN, versions == Versions.HTTP_2 ? List.of("h2") : List.of());
    }

    /// The names by which ALPN knows them, the preferred one first.
    private static List<String> offered(Versions versions) {
        return switch (versions) {
            case ANY -> List.of("h2", "http/1.1");
            case HTTP_1_1 -> List.of("http/1.1");
            case HTTP_2 -> List.of("h2");
        };
    }
}
