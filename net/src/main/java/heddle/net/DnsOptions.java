package heddle.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How names become addresses. IP literals, `localhost` (RFC 6761 §6.3), [#hosts] and the system's hosts file never
/// ask a server. Other names are asked for over UDP, over TCP where the answer is cut (RFC 7766), under the search
/// domains of `resolv.conf` where they have few dots; a name that does not exist is [DialFailure#NAME_NOT_FOUND],
/// servers that do not help are [DialFailure#NAME_SERVER_FAILED].
///
/// @param timeout the longest that one dial waits for addresses; positive, 10 s by default; every server gets a
///     quarter of it, 3 s at most, for each of two tries; when nobody answers the dial fails with
///     [DialFailure#NAME_LOOKUP_TIMED_OUT]
/// @param cache how long answers are kept
/// @param family which IP versions are used, and which goes first; both, IPv6 first, by default
/// @param hosts fixed addresses by lower-case host name; they win over the hosts file and the servers; none by
///     default
/// @param servers name servers, asked in turn; empty, the default, means the system's
/// @param questions how many questions each loop asks the servers, at once and a second
/// @param resolver who is asked in place of the system's hosts file and the servers, so that neither `servers` nor
///     search domains count; nobody by default; what it says is kept as `cache` says, and `questions`
///     limits how often it is called
/// @param resolutionDelay how long the addresses of one IP version wait for those of the other (the Resolution Delay of
///     RFC 8305 §3, here for either); positive, 50 ms by default
public record DnsOptions(
        Duration timeout,
        DnsCacheOptions cache,
        IpFamily family,
        Map<String, List<InetAddress>> hosts,
        List<InetSocketAddress> servers,
        QuestionLimits questions,
        Optional<NameResolver> resolver,
        Duration resolutionDelay) {

    public DnsOptions {
        Limits.positive("DNS timeout", timeout);
        Limits.positive("DNS resolutionDelay", resolutionDelay);
        hosts = Map.copyOf(hosts);
        servers = List.copyOf(servers);
    }

    /// 10 s for a lookup, IPv6 preferred, the system's servers.
    public static DnsOptions defaults() {
        return new DnsOptions(
                Duration.ofSeconds(10),
                DnsCacheOptions.defaults(),
                IpFamily.PREFER_IPV6,
                Map.of(),
                List.of(),
                QuestionLimits.defaults(),
                Optional.empty(),
                Duration.ofMillis(50));
    }

    /// A copy with this limit for one lookup.
    public DnsOptions timeout(Duration timeout) {
        return new DnsOptions(timeout, cache, family, hosts, servers, questions, resolver, resolutionDelay);
    }

    /// A copy that keeps answers so.
    public DnsOptions cache(DnsCacheOptions cache) {
        return new DnsOptions(timeout, cache, family, hosts, servers, questions, resolver, resolutionDelay);
    }

    /// A copy that uses these IP versions.
    public DnsOptions family(IpFamily family) {
        return new DnsOptions(timeout, cache, family, hosts, servers, questions, resolver, resolutionDelay);
    }

    /// A copy that fixes what `host`, in any case, resolves to, as a line in a hosts file would; as curl's
    /// `--resolve`, for every port.
    public DnsOptions host(String host, InetAddress... addresses) {
        var more = new HashMap<>(hosts);
        more.put(host.toLowerCase(Locale.ROOT), List.of(addresses));
        return new DnsOptions(timeout, cache, family, more, servers, questions, resolver, resolutionDelay);
    }

    /// A copy that asks these name servers instead of the system's, in this order.
    public DnsOptions servers(List<InetSocketAddress> servers) {
        return new DnsOptions(timeout, cache, family, hosts, servers, questions, resolver, resolutionDelay);
    }

    /// A copy that asks the servers so many questions.
    public DnsOptions questions(QuestionLimits questions) {
        return new DnsOptions(timeout, cache, family, hosts, servers, questions, resolver, resolutionDelay);
    }

    /// A copy that asks `resolver` instead of name servers, search domains and the system's hosts file.
    public DnsOptions resolver(NameResolver resolver) {
        return new DnsOptions(
                timeout, cache, family, hosts, servers, questions, Optional.of(resolver), resolutionDelay);
    }

    /// A copy that lets the addresses of one IP version wait so long for those of the other.
    public DnsOptions resolutionDelay(Duration delay) {
        return new DnsOptions(timeout, cache, family, hosts, servers, questions, resolver, delay);
    }
}
