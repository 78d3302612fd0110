package heddle.client;

import heddle.client.wire.RequestHead;
import heddle.client.wire.Transfer;
import heddle.client.wire.Wire;
import heddle.client.wire.WireRequest;
import heddle.http.Method;
import java.util.Optional;

/// The last sender: hands the request with its cookies to the wire, streams its body if it is to be streamed, and
/// waits for the head of the response.
final class SendOverWire implements Step.Sender {
    private final HeadWriter heads;
    private final Optional<UseCookies> cookies;
    private final Wire wire;

    SendOverWire(HeadWriter heads, Optional<UseCookies> cookies, Wire wire) {
        this.heads = heads;
        this.cookies = cookies;
        this.wire = wire;
    }

    @Override
    public Response send(Outgoing given) {
        Outgoing request = cookies.isPresent() ? cookies.get().withCookies(given) : given;
        Call call = request.call();
        RequestHead head = heads.head(request);
        var wired = new WireRequest(
                Targets.of(request.url(), request.policy().versions()),
                head,
                request.body() instanceof RequestBody.Bytes(byte[] bytes) ? bytes : WireRequest.STREAMED,
                request.method().equals(Method.HEAD) ? WireRequest.Answer.HEAD_ONLY : WireRequest.Answer.WITH_BODY,
                request.policy().timeouts(),
                call.spentNanos());
        call.tap().ifPresent(tap -> tap.sent(request.url(), head.lines()));
        Transfer transfer = call.isUnanswered() ? wire.sendAnew(wired) : wire.send(wired);
        try {
            if (request.body() instanceof RequestBody.Streamed body) {
                new Upload(body, transfer).send();
            }
            var response = new Response(request, transfer, transfer.awaitHead());
            call.tap()
                    .ifPresent(tap -> tap.received(
                            response.remoteAddress(), response.version(), response.status(), response.headers()));
            if (cookies.isPresent()) {
                cookies.get().receive(request, response);
            }
            return response;
        } catch (Throwable failure) {
            transfer.cancel();
            call.spend(transfer);
            throw failure;
        }
    }
}
