package heddle.net.wire;

import java.util.List;

/// Whom to dial and how to speak to them.
///
/// @param host a name in ASCII or an IP literal, IPv6 without brackets
/// @param port 1 to 65535
/// @param security plain or TLS
/// @param protocols ALPN names in order of preference (RFC 7301); empty offers none
public record Target(String host, int port, Security security, List<String> protocols) {

    public Target {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("A target needs a host");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("Port %d of host %s is not within 1 to 65535".formatted(port, host));
        }
        protocols = List.copyOf(protocols);
    }

    public static Target plain(String host, int port) {
        return new Target(host, port, Security.PLAIN, List.of());
    }

    public static Target tls(String host, int port, String... protocols) {
        return new Target(host, port, Security.TLS, List.of(protocols));
    }

    /// Host and port for people, IPv6 in brackets.
    public String place() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
