package heddle.net.names;

import heddle.net.DialException;
import heddle.net.DialFailure;
import heddle.net.DnsOptions;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.NoopAuthoritativeDnsServerCache;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.resolver.dns.NoopDnsCnameCache;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/// The DNS resolver of one loop. Lives on the I/O thread; made only when a name must be asked for.
///
/// Netty's resolver does the wire work: UDP with random query numbers from a random port, EDNS, TCP when an answer
/// is cut. Above it stand, a file each: which server is asked when ([NameServers]), what is remembered and shared
/// ([AnswerCache]), which names are tried ([SearchList]), and the wait for both families ([Lookup]). Netty's own
/// caches and searches are not used: they have no bound, forget `NXDOMAIN`, and wait for a silent AAAA server for
/// seconds.
public final class Resolver {

    private static final Duration QUERY_TIMEOUT_MAX = Duration.ofSeconds(3);

    private final EventLoop loop;
    private final DnsOptions options;
    private final SearchList search;
    private final DnsNameResolver wire;
    private final AnswerCache answers;

    /// Asks over channels of these kinds, on the I/O thread of `loop`.
    public Resolver(
            EventLoop loop,
            ChannelFactory<? extends DatagramChannel> udp,
            ChannelFactory<? extends SocketChannel> tcp,
            DnsOptions options,
            SearchList search) {
        this.loop = loop;
        this.options = options;
        this.search = search;
        this.wire = new DnsNameResolverBuilder(loop)
                .datagramChannelFactory(udp)
                .socketChannelFactory(tcp)
                .queryTimeoutMillis(queryTimeout(options.timeout()).toMillis())
                .resolveCache(NoopDnsCache.INSTANCE)
                .cnameCache(NoopDnsCnameCache.INSTANCE)
                .authoritativeDnsServerCache(NoopAuthoritativeDnsServerCache.INSTANCE)
                .build();
        this.answers = new AnswerCache(loop, options.cache(), new NameServers(loop, wire, options)::ask);
    }

    /// The addresses of `host`, at least one; fails with a [DialException]. Limited by its caller.
    public Future<List<InetAddress>> addresses(String host, int port) {
        var result = loop.<List<InetAddress>>newPromise();
        new Lookup(loop, answers, options.family(), search.candidates(host), answer -> {
            switch (answer) {
                case Answer.Found found -> result.trySuccess(found.addresses());
                case Answer.Absent absent ->
                    result.tryFailure(failure(DialFailure.NAME_NOT_FOUND, host, port, absent.reason()));
                case Answer.Failed failed -> result.tryFailure(failure(failed.failure(), host, port, failed.reason()));
            }
        });
        return result;
    }

    /// Closes its sockets; lookups that are still awaited fail.
    public void close() {
        wire.close();
    }

    /// Short enough for a second try within the limit: a datagram may get lost.
    private static Duration queryTimeout(Duration limit) {
        var quarter = limit.dividedBy(4).plusMillis(1);
        return quarter.compareTo(QUERY_TIMEOUT_MAX) < 0 ? quarter : QUERY_TIMEOUT_MAX;
    }

    private static DialException failure(DialFailure failure, String host, int port, String reason) {
        return new DialException(failure, host, port, "Cannot resolve host %s: %s".formatted(host, reason), null);
    }
}
