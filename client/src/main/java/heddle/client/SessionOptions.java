package heddle.client;

import heddle.client.auth.Auth;
import heddle.client.auth.Logins;
import heddle.client.options.CookieOptions;
import heddle.client.options.Http2Options;
import heddle.client.options.Limits;
import heddle.client.options.PoolOptions;
import heddle.client.options.Timeouts;
import heddle.client.options.Versions;
import heddle.client.proxy.Proxies;
import heddle.client.trace.SessionListener;
import heddle.client.trace.WireLog;
import heddle.http.Headers;
import heddle.http.cookie.CookieJar;
import heddle.net.NetOptions;
import heddle.net.Reach;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// How a session behaves: small records, one a concern, and shortcuts for what is changed most.
///
/// Immutable; each method returns changed options:
///
///     ClientSession.open(options -> options.insecure().timeouts(timeouts -> timeouts.total(Duration.ofSeconds(5))))
///
/// @param net names, connecting, TLS
/// @param pool how many connections, for how long
/// @param timeouts how long each phase may take
/// @param limits what a server may send
/// @param requests what every request carries
/// @param cookies where the cookies that servers set are kept
/// @param http2 how HTTP/2 is spoken, where it is
/// @param listeners who hears of everything that it does; nobody by default
public record SessionOptions(
        NetOptions net,
        PoolOptions pool,
        Timeouts timeouts,
        Limits limits,
        RequestDefaults requests,
        CookieOptions cookies,
        Http2Options http2,
        List<SessionListener> listeners) {
    public SessionOptions {
        listeners = List.copyOf(listeners);
    }

    /// The defaults of every record.
    public static SessionOptions defaults() {
        return new SessionOptions(
                NetOptions.defaults(),
                PoolOptions.defaults(),
                Timeouts.defaults(),
                Limits.defaults(),
                RequestDefaults.defaults(),
                CookieOptions.defaults(),
                Http2Options.defaults(),
                List.of());
    }

    /// With other ways to look up names, connect and trust.
    public SessionOptions net(UnaryOperator<NetOptions> change) {
        return new SessionOptions(change.apply(net), pool, timeouts, limits, requests, cookies, http2, listeners);
    }

    /// With another pool.
    public SessionOptions pool(UnaryOperator<PoolOptions> change) {
        return new SessionOptions(net, change.apply(pool), timeouts, limits, requests, cookies, http2, listeners);
    }

    /// With other timeouts.
    public SessionOptions timeouts(UnaryOperator<Timeouts> change) {
        return new SessionOptions(net, pool, change.apply(timeouts), limits, requests, cookies, http2, listeners);
    }

    /// With other limits.
    public SessionOptions limits(UnaryOperator<Limits> change) {
        return new SessionOptions(net, pool, timeouts, change.apply(limits), requests, cookies, http2, listeners);
    }

    /// With something else in every request.
    public SessionOptions requests(UnaryOperator<RequestDefaults> change) {
        return new SessionOptions(net, pool, timeouts, limits, change.apply(requests), cookies, http2, listeners);
    }

    /// With HTTP/2 spoken in another way.
    public SessionOptions http2(UnaryOperator<Http2Options> change) {
        return new SessionOptions(net, pool, timeouts, limits, requests, cookies, change.apply(http2), listeners);
    }

    /// With these versions of HTTP for every request that says nothing else.
    public SessionOptions versions(Versions versions) {
        return requests(requests -> requests.versions(versions));
    }

    /// Through these proxies, for every request that says nothing else.
    public SessionOptions proxies(Proxies proxies) {
        return requests(requests -> requests.proxies(proxies));
    }

    /// Says by this who sends each request, to whatever origin it is meant for, and to no other that it is
    /// redirected to.
    public SessionOptions auth(Auth auth) {
        return requests(requests -> requests.auth(auth));
    }

    /// Says who one is by origin, where neither the request nor its URL does: `Logins.none().at(...)`, or a
    /// [heddle.client.auth.Netrc].
    public SessionOptions logins(Logins logins) {
        return requests(requests -> requests.logins(logins));
    }

    /// With cookies kept elsewhere, or with other limits.
    public SessionOptions cookies(CookieOptions cookies) {
        return new SessionOptions(net, pool, timeouts, limits, requests, cookies, http2, listeners);
    }

    /// With cookies kept in this jar, which other sessions may use too.
    public SessionOptions cookies(CookieJar jar) {
        return cookies(new CookieOptions.Shared(jar));
    }

    /// Keeps no cookies.
    public SessionOptions withoutCookies() {
        return cookies(new CookieOptions.None());
    }

    /// Tells this listener, too, of everything that the session does.
    public SessionOptions listener(SessionListener listener) {
        var more = new ArrayList<>(listeners);
        more.add(listener);
        return new SessionOptions(net, pool, timeouts, limits, requests, cookies, http2, more);
    }

    /// Writes heads and the beginnings of bodies, without secrets, into the log `heddle.client.wire` of
    /// [System.Logger] at `DEBUG`; see [WireLog].
    public SessionOptions wireLog() {
        return listener(WireLog.of(log -> log));
    }

    /// Accepts any certificate: anyone on the way can read and change everything.
    public SessionOptions insecure() {
        return net(net -> net.tls(net.tls().insecure()));
    }

    /// Connects to public addresses alone, on every redirect too: for URLs that strangers name. Whatever else a URL
    /// leads to fails with a [heddle.http.ForbiddenAddressException]. See [Reach].
    public SessionOptions publicOnly() {
        return net(net -> net.connect(net.connect().reach(Reach.PUBLIC)));
    }

    /// Sends every request to whoever listens on the Unix domain socket of that file, whatever
    /// host its URL names, and every redirect, too. The URL says what stands in `Host`, and with
    /// https what the certificate must be for. Nothing is looked up, so that [#publicOnly] does not
    /// count, and proxies have no part in it.
    public SessionOptions unixSocket(Path file) {
        return net(net -> net.connect(net.connect().unixSocket(file)));
    }

    /// Those proxies as far as they have a part in the session's connections.
    Proxies usable(Proxies proxies) {
        return net.connect().unixSocket().isPresent() ? Proxies.none() : proxies;
    }

    /// With a header field in every request, in place of any default of that name.
    ///
    /// Throws [heddle.http.InvalidRequestException] when name or value cannot be sent.
    public SessionOptions header(String name, String value) {
        return requests(requests -> requests.headers(
                requests.headers().toBuilder().replace(name, value).build()));
    }

    /// Resolves the URLs of requests against this one, as browsers resolve the links of a page.
    ///
    /// With `https://api.example/v2/`, `users` is `https://api.example/v2/users`, and `/users` is
    /// `https://api.example/users`. Throws [heddle.http.InvalidRequestException] when it is no URL.
    public SessionOptions base(String url) {
        return requests(requests -> requests.base(Requests.parse(url, Optional.empty())));
    }

    /// With another User-Agent.
    public SessionOptions userAgent(String userAgent) {
        return header("User-Agent", userAgent);
    }

    /// Asks for no compression, and gives bodies as they come.
    public SessionOptions uncompressed() {
        return requests(RequestDefaults::uncompressed);
    }

    /// Follows at most so many redirects; with 0 a redirect is a response like any other.
    public SessionOptions redirectsMax(int redirectsMax) {
        return requests(requests -> requests.redirectsMax(redirectsMax));
    }

    /// Makes a status of 400 and above a failure of every request: a [heddle.http.StatusException].
    public SessionOptions raiseForStatus() {
        return requests(RequestDefaults::raiseForStatus);
    }

    /// With this middleware around every call, or every hop, inside those that are there.
    public SessionOptions middleware(Middleware middleware) {
        return requests(requests -> requests.middleware(middleware));
    }

    /// The header fields that every request carries unless it says otherwise.
    public Headers headers() {
        return requests.headers();
    }
}
