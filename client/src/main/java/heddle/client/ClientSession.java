package heddle.client;

import heddle.client.signal.Listeners;
import heddle.client.wire.Wire;
import heddle.client.wire.WireOptions;
import heddle.http.Headers;
import heddle.http.InvalidRequestException;
import heddle.http.Method;
import heddle.http.cookie.CookieJar;
import heddle.url.Url;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A session of an HTTP client: options, and the connections that are kept between requests.
///
///     try (var session = ClientSession.open(options -> options.insecure())) {
///         String page = session.get("https://example.com/").text();
///     }
///
/// One session serves a whole program: it is immutable, for use by any number of coroutines on any number of loops,
/// and each loop has a pool of connections in it. Requests are sent inside `Async.run(...)` or `Loops.run(...)`;
/// elsewhere they throw [IllegalStateException]. Closing it fails what is under way.
public final class ClientSession implements AutoCloseable {
    private final SessionOptions options;
    private final Listeners listeners;
    private final Wire wire;
    private final Optional<CookieJar> cookies;
    private final Headers sharedHeaders;
    private final Pipeline pipeline;
    private final Outgoing.Policy policy;

    private ClientSession(SessionOptions options) {
        this.options = options;
        this.listeners = new Listeners(options.listeners());
        this.wire =
                new Wire(new WireOptions(options.net(), options.pool(), options.limits(), options.http2(), listeners));
        this.sharedHeaders = Requests.shared(options);
        this.cookies = options.cookies().open();
        this.pipeline = new Pipeline(
                options.requests().middlewares(),
                new Decode(options.limits().decoding()),
                options.requests().logins(),
                listeners,
                new SendOverWire(new HeadWriter(sharedHeaders), cookies.map(UseCookies::new), wire));
        this.policy = Requests.policy(options);
    }

    /// A session with default options.
    public static ClientSession open() {
        return new ClientSession(SessionOptions.defaults());
    }

    /// A session with the default options as `change` returns them.
    public static ClientSession open(UnaryOperator<SessionOptions> change) {
        return new ClientSession(change.apply(SessionOptions.defaults()));
    }

    /// A GET request; like all of these it is sent by one of its ends, [Request#text] say.
    ///
    /// Throws [InvalidRequestException] when `url` is no URL, or neither http nor https.
    public Request get(String url) {
        return request(Method.GET, url);
    }

    /// As [#get(String)].
    public Request get(Url url) {
        return request(Method.GET, url);
    }

    /// A HEAD request.
    public Request head(String url) {
        return request(Method.HEAD, url);
    }

    /// A POST request.
    public Request post(String url) {
        return request(Method.POST, url);
    }

    /// A PUT request.
    public Request put(String url) {
        return request(Method.PUT, url);
    }

    /// A PATCH request.
    public Request patch(String url) {
        return request(Method.PATCH, url);
    }

    /// A DELETE request.
    public Request delete(String url) {
        return request(Method.DELETE, url);
    }

    /// An OPTIONS request.
    public Request options(String url) {
        return request(Method.OPTIONS, url);
    }

    /// A request of any method but CONNECT.
    ///
    /// Throws [InvalidRequestException] when `url` is no URL, or neither http nor https.
    public Request request(Method method, String url) {
        return request(method, Requests.parse(url, options.requests().base()));
    }

    /// A request of any method but CONNECT.
    ///
    /// Throws [InvalidRequestException] when the URL is neither http nor https.
    public Request request(Method method, Url url) {
        if (method.equals(Method.CONNECT)) {
            throw new InvalidRequestException("CONNECT opens a tunnel, which is no request of its own");
        }
        return new Request(this, method, Requests.requireHttp(url));
    }

    /// A WebSocket in the making, from a URL of `ws`, `wss`, `http` or `https`; connected by
    /// [WebSocketRequest#connect].
    ///
    /// Throws [InvalidRequestException] when `url` is no URL, or of another scheme.
    public WebSocketRequest webSocket(String url) {
        return new WebSocketRequest(get(WebSocketRequest.http(url)));
    }

    /// Makes connections to the origin of a URL ahead of time, until there are so many, busy ones counted, or
    /// as many as the limits of the pool allow without closing others; returns how many there are. To a server
    /// that speaks HTTP/2 one is enough, as it carries many exchanges. One that nobody uses is closed as any
    /// idle one is.
    ///
    /// Parks until they are there, so wait for it in a task of its own if need be. Throws what a request would
    /// throw if one cannot be made, and [IllegalArgumentException] when `connections` is less than 1.
    public int warmUp(String url, int connections) {
        return wire.warmUp(policy.target(get(url).url()), connections);
    }

    /// The options it was opened with.
    public SessionOptions options() {
        return options;
    }

    /// The jar of its cookies, to look into, add to, or save; empty when it keeps none.
    public Optional<CookieJar> cookies() {
        return cookies;
    }

    /// What it holds and has done.
    public SessionStatistics statistics() {
        return SessionStatistics.of(wire.counts());
    }

    /// Fails the exchanges that are under way, and closes all connections; they are closed soon after this returns.
    /// A response that was neither read to its end nor closed is reported in the log. The end of a run does the
    /// same for a session that outlives it.
    @Override
    public void close() {
        wire.close();
    }

    Listeners listeners() {
        return listeners;
    }

    Pipeline pipeline() {
        return pipeline;
    }

    Headers sharedHeaders() {
        return sharedHeaders;
    }

    Outgoing.Policy policy() {
        return policy;
    }

    @Override
    public String toString() {
        return "ClientSession[%s]".formatted(statistics());
    }
}
