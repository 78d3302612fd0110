package heddle.client;

import heddle.client.Call.Wanted;
import heddle.client.auth.Auth;
import heddle.client.body.BodyReader;
import heddle.client.body.BodySource;
import heddle.client.body.MultipartForm;
import heddle.client.body.RequestBody;
import heddle.client.body.TypedBody;
import heddle.client.options.Timeouts;
import heddle.client.options.Versions;
import heddle.client.proxy.Proxies;
import heddle.client.tap.WireTap;
import heddle.client.trace.Secrets;
import heddle.client.wire.PhaseLimits;
import heddle.http.Headers;
import heddle.http.InvalidRequestException;
import heddle.http.Method;
import heddle.url.Parameters;
import heddle.url.Url;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A request in the making, from [ClientSession]; sent by one of its ends: [#send], [#text], [#bytes],
/// [#as], [#discard].
///
/// For one coroutine. It may be sent several times, unless its body is streamed.
public final class Request {
    private final ClientSession session;
    private final Method method;
    private Url url;
    private Headers.@Nullable Builder headers;
    private RequestBody body = RequestBody.NONE;
    private Outgoing.Policy policy;
    private Optional<WireTap> tap = Optional.empty();
    private List<Middleware> middlewares = List.of();

    Request(ClientSession session, Method method, Url url) {
        this.session = session;
        this.method = method;
        this.url = url;
        this.policy = session.policy();
    }

    /// Adds a header field. The first of a name takes the place of the session's own.
    ///
    /// Throws [InvalidRequestException] when name or value cannot be sent, or when the field is one that the client
    /// writes itself: Content-Length, Transfer-Encoding.
    public Request header(String name, String value) {
        if (name.equalsIgnoreCase("Content-Length") || name.equalsIgnoreCase("Transfer-Encoding")) {
            throw new InvalidRequestException("the client writes %s itself; leave it out".formatted(name));
        }
        builder().add(name, value);
        return this;
    }

    /// Asks for the URL with this pair more in its query, encoded as in a form: `+` for a blank.
    public Request query(String name, String value) {
        return query(Parameters.of(name, value));
    }

    /// As [#query(String,String)], with all of these.
    public Request query(Parameters more) {
        url = url.with(more);
        return this;
    }

    /// Sends these bytes as the body. They are not copied: leave them alone until the request has ended.
    public Request body(byte[] bytes) {
        return body(RequestBody.of(bytes));
    }

    /// Sends this body.
    public Request body(RequestBody body) {
        this.body = body;
        return this;
    }

    /// Sends a form without files, as `application/x-www-form-urlencoded`; a Content-Type field that is there stays.
    public Request body(Parameters form) {
        return body(form.encoded().getBytes(StandardCharsets.US_ASCII), "application/x-www-form-urlencoded");
    }

    /// Sends this form, and says in Content-Type where its parts begin, in place of a field of that name.
    public Request body(MultipartForm form) {
        var encoded = form.encoded();
        builder().replace("Content-Type", encoded.contentType());
        return body(encoded.body());
    }

    /// Sends what this source gives as the body, in chunks, while it gives it. Such a request can be sent once, and
    /// follows no redirect that would need the body again.
    public Request body(BodySource source) {
        return body(RequestBody.of(source));
    }

    /// As [#body(BodySource)], for a source that gives exactly `length` bytes: the server is told so before.
    public Request body(long length, BodySource source) {
        return body(RequestBody.of(length, source));
    }

    /// Sends this text as the body, in UTF-8; says so in Content-Type unless a field of that name is there when the
    /// request is sent.
    public Request body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8), "text/plain; charset=utf-8");
    }

    /// Sends these bytes as a body of that type; a Content-Type field that is there stays.
    public Request body(byte[] bytes, String contentType) {
        return body(new TypedBody(contentType, RequestBody.of(bytes)));
    }

    /// Sends this body, and says its type; a Content-Type field that is there stays. So values go as JSON:
    /// `body(json.body(user))`, by a [heddle.client.json.JsonCodec].
    public Request body(TypedBody typed) {
        if (!builder().has("Content-Type")) {
            builder().add("Content-Type", typed.contentType());
        }
        return body(typed.body());
    }

    /// Sends the body only when the server has said that it wants it, by 100, or has said nothing for a
    /// second (RFC 9110, 10.1.1): a large body is not sent in vain to a server that refuses it.
    public Request expectContinue() {
        return header("Expect", "100-continue");
    }

    /// With another limit for the whole exchange.
    public Request timeout(Duration total) {
        return timeouts(timeouts -> timeouts.total(total));
    }

    /// With other limits than the session's.
    public Request timeouts(UnaryOperator<Timeouts> change) {
        policy = policy.timeouts(PhaseLimits.of(change.apply(session.options().timeouts())));
        return this;
    }

    /// Follows at most so many redirects; with 0 a redirect is a response like any other.
    public Request redirectsMax(int redirectsMax) {
        if (redirectsMax < 0) {
            throw new IllegalArgumentException("redirectsMax is %d; it cannot be negative".formatted(redirectsMax));
        }
        policy = policy.redirectsMax(redirectsMax);
        return this;
    }

    /// Gives the body as it comes; whether the server is asked for compression is left to an `Accept-Encoding`
    /// field.
    public Request uncompressed() {
        policy = policy.uncompressed();
        return this;
    }

    /// Travels by these versions of HTTP alone.
    public Request versions(Versions versions) {
        policy = policy.versions(versions);
        return this;
    }

    /// Goes through these proxies and not the session's, on every hop; [Proxies#none] for the straight way. Where the
    /// session goes to a [Unix socket][SessionOptions#unixSocket], they have no part in it.
    public Request proxies(Proxies proxies) {
        policy = policy.proxies(session.options().usable(proxies));
        return this;
    }

    /// Says by this who sends the request, in place of what the session or the URL says; also after a redirect, but
    /// not to another origin. An `Authorization` field of the request goes before it.
    public Request auth(Auth auth) {
        policy = policy.auth(Optional.of(auth));
        return this;
    }

    /// Greets the server by this name in TLS, and wants it in the certificate, whatever host the URL has; also
    /// after a redirect, but not to another origin.
    ///
    /// Throws [InvalidRequestException] when it is no name in ASCII.
    public Request serverName(String name) {
        if (!name.matches("[A-Za-z0-9._-]+")) {
            throw new InvalidRequestException("a server name has letters, digits, dots, hyphens and underscores only");
        }
        policy = policy.serverName(Optional.of(name));
        return this;
    }

    /// Makes a status of 400 and above a failure: a [heddle.http.StatusException]. What is a redirect that is not
    /// followed stays a response. See [Response#raiseForStatus] for one response.
    public Request raiseForStatus() {
        return raiseForStatus(true);
    }

    /// As [#raiseForStatus()], or `false` for a response whatever its status, also where the session asks for success.
    public Request raiseForStatus(boolean isFailure) {
        policy = policy.errors(isFailure ? RequestDefaults.ErrorStatus.FAILURE : RequestDefaults.ErrorStatus.RESPONSE);
        return this;
    }

    /// Shows the call to `tap` as it goes over the wire, redirects included.
    public Request tap(WireTap tap) {
        this.tap = Optional.of(tap);
        return this;
    }

    /// Puts a middleware inside those of the session, and inside those that this request has already.
    public Request middleware(Middleware middleware) {
        var more = new ArrayList<>(middlewares);
        more.add(middleware);
        middlewares = more;
        return this;
    }

    /// Sends the request and waits for the head of the response, which the caller has to close. Parks.
    ///
    /// Throws an [heddle.http.HttpException]. A status such as 404 is a response like any other, unless
    /// [#raiseForStatus()] asks for success.
    public Response send() {
        return session.pipeline().with(middlewares, policy).send(Requests.outgoing(session, this, Wanted.RESPONSE));
    }

    /// As [#send], asking for another protocol by these fields, which take the place of others of their names.
    Response upgrade(Headers fields) {
        versions(Versions.HTTP_1_1); // others have no upgrade
        Outgoing outgoing = Requests.outgoing(session, this, Wanted.UPGRADE);
        var all = outgoing.headers().toBuilder();
        fields.forEach(field -> all.replace(field.name(), field.value()));
        return session.pipeline().with(middlewares, policy).send(outgoing.withHeaders(all.build()));
    }

    /// Sends the request and returns the body as text; see [ResponseBody#text]. Parks.
    public String text() {
        try (Response response = send()) {
            return response.text();
        }
    }

    /// Sends the request and returns the body. Parks.
    public byte[] bytes() {
        try (Response response = send()) {
            return response.bytes();
        }
    }

    /// Sends the request and returns what `reader` makes of the body; see [Response#as]. Parks.
    public <T> T as(BodyReader<T> reader) {
        try (Response response = send()) {
            return response.as(reader);
        }
    }

    /// Sends the request, reads the body to its end and forgets it. Parks.
    public Exchange discard() {
        try (Response response = send()) {
            response.body().discard();
            return response.summary();
        }
    }

    /// The `curl` command, for a POSIX shell, that sends the same request, with the fields, cookies and login that the
    /// session would add; secrets are hidden, and nothing is sent. See [#toCurl(Secrets)].
    public String toCurl() {
        return toCurl(Secrets.HIDDEN);
    }

    /// As [#toCurl()], with secrets shown if that is wanted: then an [Auth] that refreshes its tokens may be asked for
    /// one, which parks. A body that is streamed is read from standard input. Timeouts, trust and names of servers
    /// are left out, and so is what middlewares do.
    public String toCurl(Secrets secrets) {
        return new AsCurl(session, Requests.outgoing(session, this, Wanted.RESPONSE), secrets).command();
    }

    Method method() {
        return method;
    }

    Url url() {
        return url;
    }

    RequestBody body() {
        return body;
    }

    Outgoing.Policy policy() {
        return policy;
    }

    Optional<WireTap> tap() {
        return tap;
    }

    /// The fields of this request alone; null for none.
    @Nullable Headers ownHeaders() {
        return headers == null ? null : headers.build();
    }

    private Headers.Builder builder() {
        Headers.Builder own = headers;
        if (own == null) {
            own = Headers.builder();
            headers = own;
        }
        return own;
    }

    @Override
    public String toString() {
        return "Request[%s %s]".formatted(method, url.withoutCredentials());
    }
}
