package heddle.client.exchange;

import heddle.client.options.Versions;
import heddle.client.proxy.Proxies;
import heddle.http.InvalidRequestException;
import heddle.net.ProxyServer;
import heddle.net.tunnel.Route;
import heddle.net.wire.Security;
import heddle.net.wire.Target;
import heddle.url.Url;
import java.util.List;
import java.util.Optional;

/// Whom to connect to for a URL, and by which way.
public final class Targets {
    private Targets() {}

    /// For these versions of HTTP, by TLS as this server if it is named. Plain requests go to an HTTP proxy
    /// as they are, unless the server is known to speak HTTP/2: that needs a tunnel, as does everything
    /// else. Throws [InvalidRequestException] for port 0.
    public static Target of(Url url, Versions versions, Proxies proxies, Optional<String> serverName) {
        Target byHost = straight(url, versions);
        Target straight =
                serverName.isPresent() && byHost.security() == Security.TLS ? byHost.named(serverName.get()) : byHost;
        Optional<ProxyServer> proxy = proxies.choose(url);
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
