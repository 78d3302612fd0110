package heddle.client;

import heddle.http.ConnectionLostException;
import heddle.http.RetryRules;

/// Sends a request once more when the idle connection that it went out on was dead: the server had closed it and
/// never saw the request (RFC 9112, 9.3.1). Only for methods that may be repeated, since the server might have seen
/// it after all; never when the connection was made for the request, or when a streamed body has begun.
final class RepeatUnanswered implements Step {
    @Override
    public Response send(Outgoing request, Sender next) {
        try {
            return next.send(request);
        } catch (ConnectionLostException lost) {
            if (!request.call().isUnanswered() || !RetryRules.mayRepeat(request.method())) {
                throw lost;
            }
            if (!request.body().isRepeatable()) {
                throw new ConnectionLostException(
                        lost.phase(),
                        "the server had closed it, and the body was streamed, so that it cannot be sent again by itself",
                        lost);
            }
            return next.send(request);
        }
    }
}
