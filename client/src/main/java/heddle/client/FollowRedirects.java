package heddle.client;

import heddle.client.body.RequestBody;
import heddle.http.RedirectException;
import heddle.http.RedirectRules;
import heddle.url.Url;
import heddle.url.UrlParseException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Follows redirects as the fetch standard says: [RedirectRules] has the rules. Only to `http` and `https`; what is
/// meant for one origin does not reach another.
final class FollowRedirects implements Middleware {
    @Override
    public Response send(Outgoing request, Next next) {
        int redirectsMax = request.policy().redirectsMax();
        Outgoing hop = request;
        request.call().beginRedirects();
        while (true) {
            Response response = next.send(hop);
            var step = RedirectRules.step(response.status(), hop.method());
            var location = response.headers().first("Location");
            if (redirectsMax == 0 || step.isEmpty() || location.isEmpty()) {
                return response;
            }
            try {
                Url target = target(hop, location.get());
                requireRoom(hop.call(), location.get(), target, redirectsMax);
                requireBody(hop, location.get(), step.get());
                response.release();
                hop.call().add(new Redirect(response.status(), hop.url(), target));
                hop = redirected(hop, step.get(), target);
            } finally {
                response.close();
            }
        }
    }

    private static Outgoing redirected(Outgoing hop, RedirectRules.Step step, Url target) {
        RequestBody body = step.keepsBody() ? hop.body() : RequestBody.NONE;
        return hop.url().hasSameOriginAs(target)
                ? hop.redirected(step.method(), target, RedirectRules.withinOrigin(hop.headers(), step), body)
                : hop.beyondOrigin()
                        .redirected(step.method(), target, RedirectRules.acrossOrigins(hop.headers(), step), body);
    }

    private static Url target(Outgoing hop, String location) {
        Url target;
        try {
            target = hop.url().resolve(asWritten(location));
        } catch (UrlParseException wrong) {
            throw new RedirectException(location, "is no URL: " + wrong.getMessage(), wrong);
        }
        if (!target.isHttp()) {
            throw new RedirectException(
                    location, "leads to the scheme '%s'; only http and https are followed".formatted(target.scheme()));
        }
        boolean inheritsFragment =
                target.fragment().isEmpty() && !hop.url().fragment().isEmpty();
        return inheritsFragment ? target.resolve("#" + hop.url().fragment()) : target;
    }

    private static void requireRoom(Call call, String location, Url target, int redirectsMax) {
        if (call.redirects().size() < redirectsMax) {
            return;
        }
        boolean isCircle =
                call.redirects().stream().anyMatch(past -> past.from().equals(target));
        throw new RedirectException(
                location,
                isCircle
                        ? "goes in a circle: seen again after %d redirects".formatted(redirectsMax)
                        : "is one more than the %d that are followed; raise redirectsMax".formatted(redirectsMax));
    }

    private static void requireBody(Outgoing hop, String location, RedirectRules.Step step) {
        if (step.keepsBody() && !hop.body().isRepeatable()) {
            throw new RedirectException(
                    location,
                    "needs the body once more, which was streamed; send a new request with a new source there");
        }
    }

    /// Header values are read as Latin-1; a Location with other bytes is nearly always UTF-8.
    private static String asWritten(String location) {
        if (location.chars().allMatch(c -> c < 0x80)) {
            return location;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(location.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException _) {
            return location;
        }
    }
}
