package heddle.client;

import heddle.client.body.RequestBody;
import heddle.client.codec.ResponseHead;
import heddle.client.exchange.Delivery;
import heddle.client.exchange.Upload;
import heddle.client.wire.RequestHead;
import heddle.client.wire.Transfer;
import heddle.client.wire.Wire;
import heddle.client.wire.WireRequest;
import heddle.http.Method;
import heddle.net.ProxyServer;
import heddle.net.tunnel.Route;
import heddle.net.wire.Target;
import java.net.SocketAddress;
import java.util.Objects;
import java.util.Optional;

/// The last sender: hands the request with its cookies to the wire, streams its body if it is to be streamed, and
/// waits for the head of the response.
final class SendOverWire implements Middleware.Next {
    /// How long a server may take to invite a body; as curl has it.
    private static final long INVITATION_NANOS = 1_000_000_000;

    private final HeadWriter heads;
    private final Optional<UseCookies> cookies;
    private final Wire wire;

    SendOverWire(HeadWriter heads, Optional<UseCookies> cookies, Wire wire) {
        this.heads = heads;
        this.cookies = cookies;
        this.wire = wire;
    }

    /// Adds the cookies before that, for steps that want to see them; there is no harm in doing so twice.
    Middleware cookies() {
        return (request, next) -> next.send(withCookies(request));
    }

    private Outgoing withCookies(Outgoing request) {
        return cookies.isPresent() ? cookies.get().withCookies(request) : request;
    }

    /// Whether the server is to say first whether it wants the body.
    private static boolean isExpecting(Outgoing request) {
        boolean hasBody = request.body().length().orElse(1) > 0;
        return hasBody && request.headers().hasMember("Expect", "100-continue");
    }

    /// What goes over to another protocol goes through a tunnel, whatever the proxy could do (RFC 6455, 4.1).
    private static Target target(Outgoing request) {
        Target target = request.policy().target(request.url());
        return request.call().isUpgrade() && target.route() instanceof Route.Forwarded(ProxyServer server)
                ? target.by(new Route.Tunnelled(server))
                : target;
    }

    private static WireRequest.Answer answer(Outgoing request) {
        if (request.call().isUpgrade()) {
            return WireRequest.Answer.UPGRADE;
        }
        return request.method().equals(Method.HEAD) ? WireRequest.Answer.HEAD_ONLY : WireRequest.Answer.WITH_BODY;
    }

    @Override
    public Response send(Outgoing given) {
        Target target = target(given);
        Outgoing request = withCookies(withoutProxyLogin(given, target.route()));
        Call call = request.call();
        call.next();
        boolean isExpecting = isExpecting(request);
        RequestHead head = heads.head(request, target.route());
        RequestBody body = Upload.unlessEmpty(request.body());
        var wired = new WireRequest(
                target,
                head,
                body instanceof RequestBody.Bytes(byte[] bytes) && !isExpecting ? bytes : WireRequest.STREAMED,
                answer(request),
                request.policy().timeouts(),
                call.spentNanos());
        call.tap()
                .ifPresent(tap -> tap.sent(
                        request.url(),
                        heads.head(withoutProxyLogin(request, Route.direct()), Route.direct())
                                .lines()));
        var signal = call.signal().exchange(request.method(), request.url(), target.route());
        Transfer transfer = call.isUnanswered() ? wire.sendAnew(wired, signal) : wire.send(wired, signal);
        call.begin(transfer);
        try {
            if (isExpecting) {
                transfer.awaitInvitation(INVITATION_NANOS);
            }
            boolean isStreamed = isExpecting || body instanceof RequestBody.Streamed;
            Optional<Upload> rest = isStreamed ? Upload.send(body, transfer) : Optional.empty();
            ResponseHead answer = transfer.awaitHead();
            SocketAddress address = Objects.requireNonNull(transfer.remoteAddress(), "it came from nowhere");
            var response = new Response(request, new Delivery.OverWire(transfer, address, rest), answer);
            call.tap()
                    .ifPresent(tap -> tap.received(
                            response.remoteAddress(), response.version(), response.status(), response.headers()));
            if (cookies.isPresent()) {
                cookies.get().receive(request, response);
            }
            return response;
        } catch (Throwable failure) {
            transfer.cancel();
            call.failed(transfer);
            throw failure;
        }
    }

    /// What a caller with proxies wrote for them is not for whoever answers in their place.
    private static Outgoing withoutProxyLogin(Outgoing request, Route route) {
        boolean isForProxy = route instanceof Route.Forwarded;
        return isForProxy
                        || request.policy().proxies().areNone()
                        || !request.headers().has("Proxy-Authorization")
                ? request
                : request.withHeaders(request.headers().toBuilder()
                        .remove("Proxy-Authorization")
                        .build());
    }
}
