package heddle.client;

import heddle.client.wire.Transfer;
import heddle.client.wire.Wire;
import heddle.client.wire.WireRequest;
import heddle.http.Method;

/// The last sender: hands the request to the wire, streams its body if it is to be streamed, and waits for the head
/// of the response.
final class SendOverWire implements Step.Sender {
    private final HeadWriter heads;
    private final Wire wire;

    SendOverWire(HeadWriter heads, Wire wire) {
        this.heads = heads;
        this.wire = wire;
    }

    @Override
    public Response send(Outgoing request) {
        Call call = request.call();
        var wired = new WireRequest(
                Targets.of(request.url()),
                heads.write(request),
                request.body() instanceof RequestBody.Bytes(byte[] bytes) ? bytes : WireRequest.STREAMED,
                request.method().equals(Method.HEAD) ? WireRequest.Answer.HEAD_ONLY : WireRequest.Answer.WITH_BODY,
                request.policy().timeouts(),
                call.spentNanos());
        Transfer transfer = call.isUnanswered() ? wire.sendAnew(wired) : wire.send(wired);
        try {
            if (request.body() instanceof RequestBody.Streamed body) {
                new Upload(body, transfer).send();
            }
            return new Response(request, transfer, transfer.awaitHead());
        } catch (Throwable failure) {
            transfer.cancel();
            call.spend(transfer);
            throw failure;
        }
    }
}
