package heddle.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/// Which IP versions names are looked up for, and which is tried first.
public enum IpFamily {
    /// Both, IPv6 first (RFC 8305 §4); IPv4 follows at once where IPv6 has no route.
    PREFER_IPV6,
    /// Both, IPv4 first.
    PREFER_IPV4,
    /// IPv6 alone: AAAA records.
    ONLY_IPV6,
    /// IPv4 alone: A records.
    ONLY_IPV4;

    /// Whether A records are asked for.
    public boolean usesIpv4() {
        return this != ONLY_IPV6;
    }

    /// Whether AAAA records are asked for.
    public boolean usesIpv6() {
        return this != ONLY_IPV4;
    }

    /// Those of `addresses` that are of a wanted version, in the same order.
    public List<InetAddress> wanted(List<InetAddress> addresses) {
        return addresses.stream()
                .filter(address -> address instanceof Inet4Address ? usesIpv4() : usesIpv6())
                .toList();
    }
}
