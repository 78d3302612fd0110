package heddle.net.names;

import heddle.net.DnsOptions;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Names whose addresses are known without asking anyone: IP literals, the caller's own table, `localhost` and
/// below (RFC 6761 §6.3: always loopback), the hosts file unless the caller has a resolver of its own. Kept apart so
/// that a dial to one of them touches no DNS class.
public final class KnownNames {

    private static final InetAddress LOOPBACK_IPV6 = address("localhost", NetUtil.LOCALHOST6.getAddress());
    private static final InetAddress LOOPBACK_IPV4 = address("localhost", NetUtil.LOCALHOST4.getAddress());

    private final DnsOptions options;

    public KnownNames(DnsOptions options) {
        this.options = options;
    }

    /// The addresses of `host` (lower case, no trailing dot), for a loop that has these `names`; empty when
    /// somebody must be asked.
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
            return options.family().wanted(List.of(LOOPBACK_IPV6, LOOPBACK_IPV4));
        }
        return options.resolver().isPresent() ? List.of() : options.family().wanted(names.hostsFile(host));
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
}
