package heddle.net.names;

import heddle.net.DnsOptions;
import heddle.net.IpFamily;
import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Names whose addresses are known without asking anyone: IP literals, the caller's own table, `localhost` and
/// below (RFC 6761 §6.3: always loopback), the hosts file. Kept apart so that a dial to one of them touches no DNS
/// class.
public final class KnownNames {

    private static final InetAddress LOOPBACK_IPV6 = address("localhost", NetUtil.LOCALHOST6.getAddress());
    private static final InetAddress LOOPBACK_IPV4 = address("localhost", NetUtil.LOCALHOST4.getAddress());

    private final DnsOptions options;

    public KnownNames(DnsOptions options) {
        this.options = options;
    }

    /// The addresses of `host` (lower case, no trailing dot), for a loop that has these `names`; empty when a
    /// server must be asked.
    public List<InetAddress> addresses(String host, NameSystem names) {
        var literal = NetUtil.createByteArrayFromIpAddressString(host);
        if (literal != null) {
            return List.of(address(host, literal));
        }
        var fixed = options.hosts().get(host);
        if (fixed != null) {
            return fixed;
        }
        if (isLocalhost(host)) {
            return wanted(List.of(LOOPBACK_IPV6, LOOPBACK_IPV4));
        }
        return wanted(names.hostsFile(host));
    }

    static InetAddress address(String host, byte[] bytes) {
        try {
            return InetAddress.getByAddress(host, bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException("An address has 4 or 16 bytes, not " + bytes.length, impossible);
        }
    }

    private static boolean isLocalhost(String host) {
        return host.equals("localhost") || host.endsWith(".localhost");
    }

    private List<InetAddress> wanted(List<InetAddress> addresses) {
        return addresses.stream()
                .filter(address -> isWanted(options.family(), address))
                .toList();
    }

    private static boolean isWanted(IpFamily family, InetAddress address) {
        return address instanceof Inet4Address ? family.usesIpv4() : family.usesIpv6();
    }
}
