package heddle.client;

import heddle.client.codec.ResponseHead;

/// Tells whoever listens to the session how a call begins, and how it turns out.
final class TellOfCall implements Middleware {
    @Override
    public Response send(Outgoing request, Next next) {
        var signal = request.call().signal();
        signal.started(request.method(), request.url(), request.headers());
        try {
            Response response = next.send(request);
            signal.answered(
                    response.url(), new ResponseHead(response.version(), response.status(), response.headers()));
            return response;
        } catch (Throwable failure) {
            signal.failed(failure);
            throw failure;
        }
    }
}
