package heddle.net.names;

import heddle.net.DialFailure;
import heddle.net.DnsOptions;
import io.netty.channel.AddressedEnvelope;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverTimeoutException;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.resolver.dns.NoopAuthoritativeDnsServerCache;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.resolver.dns.NoopDnsCnameCache;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Puts one question to the name servers, in turn, until one knows: UDP, TCP when the answer is cut (RFC 7766).
///
/// Every server is asked twice, for datagrams get lost. `NXDOMAIN` and an empty answer are final; any other code, a
/// silence or an error makes it the next server's turn. A CNAME that the server did not follow is asked for anew.
///
/// Netty's resolver does the wire work: UDP with random query numbers from a random port, EDNS, TCP when an answer
/// is cut. Its own caches and searches are not used: they have no bound, forget `NXDOMAIN`, and wait for a silent
/// AAAA server for seconds.
final class NameServers implements AnswerSource {

    private static final Duration QUERY_TIMEOUT_MAX = Duration.ofSeconds(3);
    private static final int ROUNDS = 2;
    private static final int ALIASES_MAX = 8;

    private final EventLoop loop;
    private final DnsNameResolver resolver;
    private final List<InetSocketAddress> fixed;

    /// Asks over channels of these kinds, on the I/O thread of `loop`.
    NameServers(
            EventLoop loop,
            ChannelFactory<? extends DatagramChannel> udp,
            ChannelFactory<? extends SocketChannel> tcp,
            DnsOptions options) {
        this.loop = loop;
        this.fixed = options.servers();
        this.resolver = new DnsNameResolverBuilder(loop)
                .datagramChannelFactory(udp)
                .socketChannelFactory(tcp)
                .queryTimeoutMillis(queryTimeout(options.timeout()).toMillis())
                .resolveCache(NoopDnsCache.INSTANCE)
                .cnameCache(NoopDnsCnameCache.INSTANCE)
                .authoritativeDnsServerCache(NoopAuthoritativeDnsServerCache.INSTANCE)
                .build();
    }

    /// Short enough for a second try within the limit: a datagram may get lost.
    private static Duration queryTimeout(Duration limit) {
        var quarter = Duration.ofMillis(limit.toMillis() / 4 + 1);
        return quarter.compareTo(QUERY_TIMEOUT_MAX) < 0 ? quarter : QUERY_TIMEOUT_MAX;
    }

    @Override
    public void close() {
        resolver.close();
    }

    @Override
    public Future<Answer> ask(Question question) {
        var asking = new Asking(question);
        asking.next();
        return asking.promise;
    }

    private List<InetSocketAddress> servers(String name) {
        if (!fixed.isEmpty()) {
            return fixed;
        }
        var stream = DnsServerAddressStreamProviders.platformDefault().nameServerAddressStream(name);
        var servers = new ArrayList<InetSocketAddress>();
        for (var i = 0; i < stream.size(); i++) {
            servers.add(stream.next());
        }
        return servers;
    }

    /// One question on its way from server to server.
    private final class Asking {

        private final Question original;
        private final Promise<Answer> promise = loop.newPromise();
        private final List<InetSocketAddress> servers;
        private Question question;
        private int asked;
        private int aliases;
        private Answer.Failed last =
                new Answer.Failed(DialFailure.NAME_SERVER_FAILED, "the system names no name server");

        Asking(Question question) {
            this.original = question;
            this.question = question;
            this.servers = servers(question.name());
        }

        void next() {
            if (asked == servers.size() * ROUNDS) {
                promise.trySuccess(last);
                return;
            }
            var server = servers.get(asked++ % servers.size());
            try {
                var query = new DefaultDnsQuestion(question.name(), question.type());
                resolver.query(server, query)
                        .addListener((Future<AddressedEnvelope<DnsResponse, InetSocketAddress>> reply) ->
                                onReply(server, reply));
            } catch (IllegalArgumentException malformed) {
                promise.trySuccess(new Answer.Absent("it is no valid DNS name"));
            }
        }

        private void onReply(
                InetSocketAddress server, Future<AddressedEnvelope<DnsResponse, InetSocketAddress>> reply) {
            if (!reply.isSuccess()) {
                onFailure(server, reply.cause());
                return;
            }
            var envelope = reply.getNow();
            try {
                onResponse(server, envelope.content());
            } catch (DecoderException | IllegalArgumentException malformed) {
                onFailure(server, malformed);
            } finally {
                envelope.release();
            }
        }

        private void onResponse(InetSocketAddress server, DnsResponse response) {
            if (response.code().equals(DnsResponseCode.NXDOMAIN)) {
                promise.trySuccess(new Answer.Absent("no such name"));
                return;
            }
            if (!response.code().equals(DnsResponseCode.NOERROR)) {
                last = new Answer.Failed(
                        DialFailure.NAME_SERVER_FAILED,
                        "name server %s answered %s".formatted(text(server), response.code()));
                next();
                return;
            }
            var records = AddressRecords.of(response, question);
            if (records.addresses().isEmpty() && !records.name().equals(question.name()) && aliases++ < ALIASES_MAX) {
                question = new Question(records.name(), original.type());
                asked = 0;
                next();
                return;
            }
            promise.trySuccess(answer(records));
        }

        private Answer answer(AddressRecords records) {
            if (records.addresses().isEmpty()) {
                return new Answer.Absent("the name has no such address");
            }
            return new Answer.Found(records.addresses(), records.ttlSeconds());
        }

        private void onFailure(InetSocketAddress server, Throwable cause) {
            last = isTimeout(cause)
                    ? new Answer.Failed(
                            DialFailure.NAME_LOOKUP_TIMED_OUT, "name server %s did not answer".formatted(text(server)))
                    : new Answer.Failed(
                            DialFailure.NAME_SERVER_FAILED,
                            "name server %s could not be asked: %s".formatted(text(server), cause));
            next();
        }

        private boolean isTimeout(Throwable cause) {
            return cause instanceof DnsNameResolverTimeoutException || DnsNameResolver.isTimeoutError(cause);
        }
    }

    private static String text(InetSocketAddress server) {
        return server.getAddress() == null
                ? server.getHostString()
                : server.getAddress().getHostAddress();
    }
}
