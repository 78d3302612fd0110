package heddle.client;

import heddle.http.HttpException;

/// Puts method and URL into the message of whatever goes wrong.
final class NameTheRequest implements Middleware {
    @Override
    public Response send(Outgoing request, Next next) {
        try {
            return next.send(request);
        } catch (HttpException failure) {
            throw failure.about(request.method(), request.url().href());
        }
    }
}
