package heddle.net.wire;

import heddle.net.tunnel.Route;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whom to dial and how to speak to them.
///
/// @param host a name in ASCII or an IP literal, IPv6 without brackets
/// @param port 1 to 65535
/// @param security plain or TLS
/// @param protocols ALPN names in order of preference (RFC 7301); empty offers none
/// @param serverName the name to greet with and to find in the certificate, in place of the host
/// @param route by which way
public record Target(
        String host, int port, Security security, List<String> protocols, Optional<String> serverName, Route route) {

    public Target {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("A target needs a host");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("Port %d of host %s is not within 1 to 65535".formatted(port, host));
        }
        protocols = List.copyOf(protocols);
    }

    /// Reached straight, and greeted by its own name.
    public Target(String host, int port, Security security, List<String> protocols) {
        this(host, port, security, protocols, Optional.empty(), Route.direct());
    }

    public static Target plain(String host, int port) {
        return new Target(host, port, Security.PLAIN, List.of());
    }

    public static Target tls(String host, int port, String... protocols) {
        return new Target(host, port, Security.TLS, List.of(protocols));
    }

    /// The same, by that way.
    public Target by(Route route) {
        return new Target(host, port, security, protocols, serverName, route);
    }

    /// The same, greeted by that name.
    public Target named(String serverName) {
        return new Target(host, port, security, protocols, Optional.of(serverName), route);
    }

    /// The name that its certificate must bear. A trailing dot makes a name absolute for DNS; certificates and
    /// server names have none (RFC 6066 §3).
    String certificateName() {
        var name = serverName.orElse(host);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /// As a record's own, which is put together when it is first asked: 20 ms of a start, and each exchange looks for
    /// its pool by this.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Target it
                && port == it.port
                && host.equals(it.host)
                && security == it.security
                && protocols.equals(it.protocols)
                && serverName.equals(it.serverName)
                && Objects.equals(route, it.route);
    }

    @Override
    public int hashCode() {
        return 31 * host.hashCode() + port;
    }

    /// Host and port for people, IPv6 in brackets.
    public String place() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
