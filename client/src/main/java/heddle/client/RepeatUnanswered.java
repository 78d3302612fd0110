package heddle.client;

import heddle.client.options.Versions;
import heddle.http.ConnectionLostException;
import heddle.http.StreamResetException;
import heddle.http.TransportException;
import heddle.http.retry.RetryRules;
import heddle.net.http2.ErrorCodes;
import java.time.Duration;

/// Sends a request once more when the server did nothing about it.
///
/// - Surely not: an HTTP/2 server refused the stream, or went away and named the last one that it took (RFC 9113, 8.7).
///   Then any request is sent again, [#REFUSALS_MAX] times at most.
/// - Nor as it is: the server wants it by HTTP/1.1 (HTTP_1_1_REQUIRED; RFC 9113, 7). Then any request is sent again
///   by that, if its [Versions] allow both.
/// - Most likely not: the idle connection that it went out on was dead (RFC 9112, 9.3.1). Then it is sent again once,
///   and only if its method may be repeated, since the server might have seen it after all; never when the connection
///   was made for the request.
///
/// A streamed body that has begun cannot be sent again.
final class RepeatUnanswered implements Middleware {
    private static final int REFUSALS_MAX = 3;

    @Override
    public Response send(Outgoing given, Next next) {
        Outgoing request = given;
        boolean isRepeated = false;
        int refusals = 0;
        while (true) {
            try {
                return next.send(request);
            } catch (TransportException lost) {
                Call call = request.call();
                if (wantsHttp1(lost) && request.policy().versions() == Versions.ANY) {
                    requireRepeatable(request, lost);
                    request.tellRetry("the server wants HTTP/1.1", Duration.ZERO);
                    request = request.byHttp1();
                    continue;
                }
                boolean mayRepeat = call.isUnprocessed()
                        ? refusals++ < REFUSALS_MAX
                        : call.isUnanswered() && !isRepeated && RetryRules.mayRepeat(request.method());
                if (!mayRepeat) {
                    throw lost;
                }
                isRepeated |= call.isUnanswered();
                requireRepeatable(request, lost);
                request.tellRetry(reason(call), Duration.ZERO);
            }
        }
    }

    private static boolean wantsHttp1(TransportException lost) {
        return lost instanceof StreamResetException reset && reset.errorCode() == ErrorCodes.HTTP_1_1_REQUIRED;
    }

    private static String reason(Call call) {
        return call.isUnprocessed() ? "the server did nothing about it" : "the connection that had been idle was dead";
    }

    private static void requireRepeatable(Outgoing request, TransportException lost) {
        if (!request.body().isRepeatable()) {
            throw new ConnectionLostException(
                    lost.phase(),
                    "the server did nothing about it, and the body was streamed, so that it cannot be sent again by itself",
                    lost);
        }
    }
}
