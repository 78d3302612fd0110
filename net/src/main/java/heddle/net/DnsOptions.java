package heddle.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How names become addresses. IP literals, `localhost` (RFC 6761 §6.3), [#hosts] and the system's hosts file never
/// ask a server.
///
/// @param timeout the longest that one dial waits for addresses
/// @param cache how long answers are kept
/// @param family which IP versions are used, and which goes first
/// @param hosts fixed addresses by lower-case host name; they win over the hosts file and the servers
/// @param servers name servers, asked in turn; empty means the system's
public record DnsOptions(
        Duration timeout,
        DnsCacheOptions cache,
        IpFamily family,
        Map<String, List<InetAddress>> hosts,
        List<InetSocketAddress> servers) {

    public DnsOptions {
        Limits.positive("DNS timeout", timeout);
        hosts = Map.copyOf(hosts);
        servers = List.copyOf(servers);
    }

    /// 10 s for a lookup, IPv6 preferred, the system's servers.
    public static DnsOptions defaults() {
        return new DnsOptions(
                Duration.ofSeconds(10), DnsCacheOptions.defaults(), IpFamily.PREFER_IPV6, Map.of(), List.of());
    }

    public DnsOptions timeout(Duration timeout) {
        return new DnsOptions(timeout, cache, family, hosts, servers);
    }

    public DnsOptions cache(DnsCacheOptions cache) {
        return new DnsOptions(timeout, cache, family, hosts, servers);
    }

    public DnsOptions family(IpFamily family) {
        return new DnsOptions(timeout, cache, family, hosts, servers);
    }

    /// Fixes what `host` resolves to, as a line in a hosts file would.
    public DnsOptions host(String host, InetAddress... addresses) {
        var more = new HashMap<>(hosts);
        more.put(host.toLowerCase(Locale.ROOT), List.of(addresses));
        return new DnsOptions(timeout, cache, family, more, servers);
    }

    /// Asks these name servers instead of the system's.
    public DnsOptions servers(List<InetSocketAddress> servers) {
        return new DnsOptions(timeout, cache, family, hosts, servers);
    }
}
