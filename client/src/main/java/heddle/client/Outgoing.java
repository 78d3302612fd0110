package heddle.client;

import heddle.client.auth.Auth;
import heddle.client.body.Pieces;
import heddle.client.body.RequestBody;
import heddle.client.codec.ResponseHead;
import heddle.client.exchange.Delivery;
import heddle.client.exchange.Targets;
import heddle.client.options.Versions;
import heddle.client.proxy.Proxies;
import heddle.client.wire.PhaseLimits;
import heddle.http.Headers;
import heddle.http.HttpVersion;
import heddle.http.InvalidRequestException;
import heddle.http.Method;
import heddle.http.Status;
import heddle.net.wire.Target;
import heddle.url.Url;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/// A request on its way through the steps of a call, as a [Middleware] sees it. Immutable: each step passes on what
/// it changed.
public final class Outgoing {
    private final Method method;
    private final Url url;
    private final Headers headers;
    private final RequestBody body;
    private final Policy policy;
    private final Call call;

    /// How a request is to be handled.
    ///
    /// @param timeouts how long each phase may take
    /// @param redirectsMax how many redirects are followed
    /// @param compression what becomes of content codings
    /// @param errors what becomes of a response that says no
    /// @param versions which versions of HTTP may carry it
    /// @param proxies through which proxy each hop goes
    /// @param auth how the request says who sends it, within the origin that was asked for
    /// @param serverName the name in TLS instead of the host's, within the origin that was asked for
    record Policy(
            PhaseLimits timeouts,
            int redirectsMax,
            RequestDefaults.Compression compression,
            RequestDefaults.ErrorStatus errors,
            Versions versions,
            Proxies proxies,
            Optional<Auth> auth,
            Optional<String> serverName) {
        /// Whom to connect to for a URL, and by which way.
        Target target(Url url) {
            return Targets.of(url, versions, proxies, serverName);
        }

        Policy timeouts(PhaseLimits timeouts) {
            return new Policy(timeouts, redirectsMax, compression, errors, versions, proxies, auth, serverName);
        }

        Policy redirectsMax(int redirectsMax) {
            return new Policy(timeouts, redirectsMax, compression, errors, versions, proxies, auth, serverName);
        }

        Policy uncompressed() {
            return new Policy(
                    timeouts,
                    redirectsMax,
                    RequestDefaults.Compression.UNTOUCHED,
                    errors,
                    versions,
                    proxies,
                    auth,
                    serverName);
        }

        Policy versions(Versions versions) {
            return new Policy(timeouts, redirectsMax, compression, errors, versions, proxies, auth, serverName);
        }

        Policy errors(RequestDefaults.ErrorStatus errors) {
            return new Policy(timeouts, redirectsMax, compression, errors, versions, proxies, auth, serverName);
        }

        Policy auth(Optional<Auth> auth) {
            return new Policy(timeouts, redirectsMax, compression, errors, versions, proxies, auth, serverName);
        }

        Policy serverName(Optional<String> serverName) {
            return new Policy(timeouts, redirectsMax, compression, errors, versions, proxies, auth, serverName);
        }

        Policy proxies(Proxies proxies) {
            return new Policy(timeouts, redirectsMax, compression, errors, versions, proxies, auth, serverName);
        }
    }

    Outgoing(Method method, Url url, Headers headers, RequestBody body, Policy policy, Call call) {
        this.method = method;
        this.url = url;
        this.headers = headers;
        this.body = body;
        this.policy = policy;
        this.call = call;
    }

    /// What to do.
    public Method method() {
        return method;
    }

    /// What to do it with.
    public Url url() {
        return url;
    }

    /// All fields but those of framing and `Host`.
    public Headers headers() {
        return headers;
    }

    /// What it carries.
    public RequestBody body() {
        return body;
    }

    /// The same request with these fields in place of all.
    ///
    /// Throws [InvalidRequestException] for those that the client writes itself: Content-Length, Transfer-Encoding.
    public Outgoing withHeaders(Headers headers) {
        for (String framing : new String[] {"Content-Length", "Transfer-Encoding"}) {
            if (headers.has(framing)) {
                throw new InvalidRequestException("the client writes %s itself; leave it out".formatted(framing));
            }
        }
        return withChecked(headers);
    }

    /// The same request with this field in place of all of that name.
    public Outgoing withHeader(String name, String value) {
        return withHeaders(headers.toBuilder().replace(name, value).build());
    }

    /// The same request without the fields of that name.
    public Outgoing withoutHeader(String name) {
        return withChecked(headers.toBuilder().remove(name).build());
    }

    /// The same request with another body.
    public Outgoing withBody(RequestBody body) {
        return new Outgoing(method, url, headers, body, policy, call);
    }

    /// The same request for another URL.
    ///
    /// Throws [InvalidRequestException] when that is neither http nor https.
    public Outgoing withUrl(Url url) {
        return new Outgoing(method, Requests.requireHttp(url), headers, body, policy, call);
    }

    /// The same request, to be sent at the same time as this one; empty if it cannot be: its body serves only once,
    /// or the call is [tapped][Request#tap].
    public Optional<Outgoing> beside() {
        boolean isStreamedOnce = body instanceof RequestBody.Streamed streamed && !streamed.isReopened();
        return isStreamedOnce || call.tap().isPresent()
                ? Optional.empty()
                : Optional.of(new Outgoing(method, url, headers, body, policy, call.fork()));
    }

    /// A response to this request that was made here, instead of sending it. Must be called on a task.
    public Response respond(Status status, Headers headers, Pieces body) {
        var address = InetSocketAddress.createUnresolved(url.host(), url.portOrDefault());
        var delivery = new Delivery.Made(body, address, call.nanoTime());
        return new Response(this, delivery, new ResponseHead(HttpVersion.HTTP_1_1, status, headers));
    }

    /// Tells whoever listens to the session that the request is about to be sent once more, why, and after which wait.
    /// For a [Middleware] that does so.
    public void tellRetry(String reason, Duration wait) {
        call.signal().retried(reason, wait);
    }

    Policy policy() {
        return policy;
    }

    /// What is known of the call so far, shared by all its hops.
    Call call() {
        return call;
    }

    /// With fields that are known to be right.
    Outgoing withChecked(Headers headers) {
        return new Outgoing(method, url, headers, body, policy, call);
    }

    /// The same by HTTP/1.1 alone.
    Outgoing byHttp1() {
        return new Outgoing(method, url, headers, body, policy.versions(Versions.HTTP_1_1), call);
    }

    /// The same for another origin, without what is meant for one alone.
    Outgoing beyondOrigin() {
        Policy bare = policy.serverName(Optional.empty()).auth(Optional.empty());
        return new Outgoing(method, url, headers, body, bare, call);
    }

    Outgoing redirected(Method method, Url url, Headers headers, RequestBody body) {
        return new Outgoing(method, url, headers, body, policy, call);
    }

    @Override
    public String toString() {
        return "Outgoing[%s %s]".formatted(method, url.withoutCredentials());
    }
}
