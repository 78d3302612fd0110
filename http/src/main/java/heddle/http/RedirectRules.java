package heddle.http;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// How a redirect changes the request; pure rules, no state, as in the fetch standard ("HTTP-redirect fetch") and
/// RFC 9110, 15.4. Its twin for retries is [heddle.http.retry.RetryRules].
///
/// | status | GET | HEAD | POST | other methods |
/// |---|---|---|---|---|
/// | 301, 302 | GET | HEAD | GET, no body | same, with body |
/// | 303 | GET | HEAD | GET, no body | GET, no body |
/// | 307, 308 | GET | HEAD | POST, with body | same, with body |
///
/// No other status leads on: 300 leaves the choice to the reader, 304 is about a cache, 305 is no longer used.
public final class RedirectRules {
    /// Fields about a body, which go when the body goes: the request-body-header names of the fetch standard, and
    /// framing.
    private static final Set<String> BODY_FIELDS = Set.of(
            "content-encoding",
            "content-language",
            "content-length",
            "content-location",
            "content-type",
            "expect",
            "transfer-encoding");

    /// Fields that are meant for one origin alone and never reach another.
    private static final Set<String> ORIGIN_FIELDS = Set.of("authorization", "cookie", "host", "proxy-authorization");

    private RedirectRules() {}

    /// The request after a redirect: its method, and whether it has the body of the one before.
    public record Step(Method method, boolean keepsBody) {}

    /// What to ask of the new URL after a response of that status to a request of that method; empty when the
    /// status is no redirect.
    public static Optional<Step> step(Status status, Method method) {
        return switch (status.code()) {
            case 301, 302 -> Optional.of(method.equals(Method.POST) ? withoutBody(Method.GET) : withBody(method));
            case 303 -> Optional.of(withoutBody(method.equals(Method.HEAD) ? Method.HEAD : Method.GET));
            case 307, 308 -> Optional.of(withBody(method));
            default -> Optional.empty();
        };
    }

    /// The fields that go with a redirect within the origin: all, less those about a body that is not sent again.
    public static Headers withinOrigin(Headers sent, Step step) {
        return step.keepsBody ? sent : without(sent, BODY_FIELDS);
    }

    /// The fields that go with a redirect to another scheme, host or port: as [#withinOrigin], less credentials,
    /// cookies and Host.
    public static Headers acrossOrigins(Headers sent, Step step) {
        return without(withinOrigin(sent, step), ORIGIN_FIELDS);
    }

    private static Step withBody(Method method) {
        return new Step(method, true);
    }

    private static Step withoutBody(Method method) {
        return new Step(method, false);
    }

    private static Headers without(Headers headers, Set<String> names) {
        var kept = Headers.builder();
        for (Headers.Field field : headers) {
            if (!names.contains(field.name().toLowerCase(Locale.ROOT))) {
                kept.add(field.name(), field.value());
            }
        }
        return kept.build();
    }
}
