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
/// @param timeToLiveMin answers are kept at least this long, whatever their TTL says
/// @param timeToLiveMax answers are kept at most this long
/// @param negativeTimeToLive how long "no such name" is remembered
/// @param family which IP versions are used, and which goes first
/// @param hosts fixed addresses by lower-case host name; they win over everything but IP literals
/// @param servers name servers, asked in turn; empty means the system's
public record DnsOptions(
        Duration timeout,
        Duration timeToLiveMin,
        Duration timeToLiveMax,
        Duration negativeTimeToLive,
        IpFamily family,
        Map<String, List<InetAddress>> hosts,
        List<InetSocketAddress> servers) {

    public DnsOptions {
        Limits.positive("DNS timeout", timeout);
        Limits.notNegative("DNS timeToLiveMin", timeToLiveMin);
        Limits.notNegative("DNS negativeTimeToLive", negativeTimeToLive);
        if (timeToLiveMax.compareTo(timeToLiveMin) < 0) {
            throw new IllegalArgumentException(
                    "DNS timeToLiveMax %s is below timeToLiveMin %s".formatted(timeToLiveMax, timeToLiveMin));
        }
        hosts = Map.copyOf(hosts);
        servers = List.copyOf(servers);
    }

    /// 10 s for a lookup; answers kept for their TTL within 1 s to 1 day, failures for 5 s; IPv6 preferred; the
    /// system's servers.
    public static DnsOptions defaults() {
        return new DnsOptions(
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                Duration.ofDays(1),
                Duration.ofSeconds(5),
                IpFamily.PREFER_IPV6,
                Map.of(),
                List.of());
    }

    public DnsOptions timeout(Duration timeout) {
        return new DnsOptions(timeout, timeToLiveMin, timeToLiveMax, negativeTimeToLive, family, hosts, servers);
    }

    /// Keeps answers for their TTL, but no shorter than `min` and no longer than `max`; failures for `negative`.
    public DnsOptions timeToLive(Duration min, Duration max, Duration negative) {
        return new DnsOptions(timeout, min, max, negative, family, hosts, servers);
    }

    public DnsOptions family(IpFamily family) {
        return new DnsOptions(timeout, timeToLiveMin, timeToLiveMax, negativeTimeToLive, family, hosts, servers);
    }

    /// Fixes what `host` resolves to, as a line in a hosts file would.
    public DnsOptions host(String host, InetAddress... addresses) {
        var more = new HashMap<>(hosts);
        more.put(host.toLowerCase(Locale.ROOT), List.of(addresses));
        return new DnsOptions(timeout, timeToLiveMin, timeToLiveMax, negativeTimeToLive, family, more, servers);
    }

    public DnsOptions servers(List<InetSocketAddress> servers) {
        return new DnsOptions(timeout, timeToLiveMin, timeToLiveMax, negativeTimeToLive, family, hosts, servers);
    }
}
