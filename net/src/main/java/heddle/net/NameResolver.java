package heddle.net;

import java.io.IOException;

/// Turns names into addresses in a program's own way: from a service registry, by DNS over HTTPS, out of a table that
/// changes.
///
///     NameResolver registry = host -> ResolvedName.of(Duration.ofSeconds(30), registry.lookUp(host));
///
/// Given to a session by [DnsOptions#resolver]. It is asked for every name but IP literals, `localhost` and the fixed
/// [DnsOptions#hosts]; what it says is kept by [DnsCacheOptions], as the answers of name servers are, and those who ask
/// for one name at once share one call.
///
/// Each call is a coroutine of the loop that dials, so that it is written in a straight line and may park; what would
/// block a thread belongs into [heddle.async.Async#toThread]. It is cancelled after [DnsOptions#timeout], and not when
/// one of those who wait for it gives up. One that uses a session to find names must not need itself for that: give
/// that session another resolver, or a URL with an address.
@FunctionalInterface
public interface NameResolver {
    /// The addresses of `host`, which is lower case, in ASCII and without a dot at its end. Those of a family that is
    /// not [wanted][DnsOptions#family] are left out by the caller.
    ///
    /// Throws [java.net.UnknownHostException] when there is no such name: that is
    /// [remembered][DnsCacheOptions#negativeTimeToLive] and is [DialFailure#NAME_NOT_FOUND], as no addresses are.
    /// Whatever else it throws is [DialFailure#NAME_SERVER_FAILED], and is not remembered.
    ResolvedName resolve(String host) throws IOException;
}
