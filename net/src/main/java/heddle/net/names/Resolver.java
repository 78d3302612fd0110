package heddle.net.names;

import heddle.async.loop.Loop;
import heddle.net.DialException;
import heddle.net.DialFailure;
import heddle.net.DnsOptions;
import heddle.net.NameOrigin;
import heddle.net.NameResolver;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Consumer;

/// The DNS resolver of one loop. Lives on the I/O thread; made only when a name must be asked for.
///
/// A file each: which server is asked when ([NameServers]), how many at once and a second ([QueryGate]),
/// what is remembered and shared ([AnswerCache]), which names are tried ([SearchList]), and the wait for
/// both families ([Lookup]).
public final class Resolver {

    private final EventLoop loop;
    private final DnsOptions options;
    private final SearchList search;
    private final AnswerSource source;
    private final AnswerCache answers;
    private long asked;

    /// Asks `source`, on the I/O thread of `loop`, what it does not know.
    public Resolver(EventLoop loop, DnsOptions options, SearchList search, AnswerSource source) {
        this.loop = loop;
        this.options = options;
        this.search = search;
        this.source = source;
        var gate = new QueryGate(loop, options.questions(), source::ask);
        this.answers = new AnswerCache(loop, options.cache(), question -> {
            asked++;
            return gate.ask(question);
        });
    }

    /// Asks the program itself.
    public static Resolver own(Loop loop, NameResolver resolver, DnsOptions options) {
        return new Resolver(loop.netty(), options, SearchList.none(), new OwnResolver(loop, resolver, options));
    }

    /// The addresses of `host`, at least one; fails with a [DialException]. Limited by its caller.
    public Future<List<InetAddress>> addresses(String host, int port) {
        return addresses(host, port, _ -> {});
    }

    /// As [#addresses(String, int)]; before it returns `origin` is told whether somebody had to be asked.
    public Future<List<InetAddress>> addresses(String host, int port, Consumer<NameOrigin> origin) {
        var askedBefore = asked;
        var result = loop.<List<InetAddress>>newPromise();
        var types = source.types(options.family());
        new Lookup(loop, answers, types, options.resolutionDelay(), search.candidates(host), answer -> {
            switch (answer) {
                case Answer.Found found -> result.trySuccess(found.addresses());
                case Answer.Absent absent ->
                    result.tryFailure(failure(DialFailure.NAME_NOT_FOUND, host, port, absent.reason()));
                case Answer.Failed failed -> result.tryFailure(failure(failed.failure(), host, port, failed.reason()));
            }
        });
        origin.accept(asked == askedBefore ? NameOrigin.CACHED : NameOrigin.ASKED);
        return result;
    }

    /// Closes its sockets; lookups that are still awaited fail.
    public void close() {
        source.close();
    }

    private static DialException failure(DialFailure failure, String host, int port, String reason) {
        return new DialException(failure, host, port, reason, null);
    }
}
