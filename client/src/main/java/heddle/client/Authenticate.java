package heddle.client;

import heddle.client.auth.Auth;
import heddle.client.auth.AuthRequest;
import heddle.client.auth.Logins;
import heddle.client.body.RequestBody;
import java.time.Duration;
import java.util.Optional;

/// Says to a server who sends the request, and sends it again where the server has told how to. Below the
/// redirects: each hop is looked at anew, and what is added here never travels on to another.
final class Authenticate implements Middleware {
    /// Without, with, and once more when what was known has become stale.
    private static final int ATTEMPTS_MAX = 3;

    private final Logins logins;

    Authenticate(Logins logins) {
        this.logins = logins;
    }

    @Override
    public Response send(Outgoing request, Next next) {
        Optional<Auth> auth = request.headers().has("Authorization") ? Optional.empty() : auth(request, logins);
        if (auth.isEmpty()) {
            return next.send(request);
        }
        Outgoing bare = request.withUrl(request.url().withoutCredentials());
        Optional<byte[]> body =
                bare.body() instanceof RequestBody.Bytes(byte[] bytes) ? Optional.of(bytes) : Optional.empty();
        for (int attempt = 0; ; attempt++) {
            var about = new AuthRequest(bare.method(), bare.url(), body, attempt);
            String value = auth.get().authorization(about).orElse("");
            Response response = next.send(value.isEmpty() ? bare : authorized(bare, value));
            boolean mayRepeat = attempt + 1 < ATTEMPTS_MAX && bare.body().isRepeatable();
            if (!learns(auth.get(), about, value, response) || !mayRepeat) {
                return response;
            }
            try (response) {
                response.release();
            }
            request.tellRetry("the server wants to know who sends it", Duration.ZERO);
        }
    }

    private static boolean learns(Auth auth, AuthRequest about, String sent, Response response) {
        try {
            return auth.learn(about, sent, response.status(), response.headers());
        } catch (Throwable failure) {
            response.close();
            throw failure;
        }
    }

    /// What the request says, or its URL, goes before what is looked up.
    static Optional<Auth> auth(Outgoing request, Logins logins) {
        Optional<Auth> own = request.policy().auth();
        return own.isPresent() || request.url().hasCredentials() ? own : logins.of(request.url());
    }

    private static Outgoing authorized(Outgoing request, String value) {
        return request.withHeader("Authorization", value);
    }
}
