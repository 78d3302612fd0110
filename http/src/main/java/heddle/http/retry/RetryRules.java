package heddle.http.retry;

import heddle.http.Headers;
import heddle.http.HttpDate;
import heddle.http.HttpException;
import heddle.http.Method;
import heddle.http.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When a request may be sent again; pure rules, no state. Its twin for redirects is [heddle.http.RedirectRules].
public final class RetryRules {
    /// The most that a Retry-After is taken to mean; longer waits are clock errors or traps.
    private static final Duration RETRY_AFTER_MAX = Duration.ofDays(365);

    private RetryRules() {}

    /// Whether a request of that method may be sent twice without asking the caller: the idempotent ones (RFC 9110,
    /// 9.2.2).
    public static boolean mayRepeat(Method method) {
        return method.isIdempotent();
    }

    /// Whether a request may be sent twice without asking the caller: as [#mayRepeat(Method)] says, or because it
    /// tells the server by an `Idempotency-Key` how to know it again (draft-ietf-httpapi-idempotency-key-header).
    public static boolean mayRepeat(Method method, Headers headers) {
        return mayRepeat(method) || headers.has("Idempotency-Key");
    }

    /// Whether the request had not been sent when that happened, so that it may be sent whatever it means.
    public static boolean isBeforeSending(HttpException failure) {
        return failure.phase().compareTo(Phase.TLS) <= 0;
    }

    /// How long the server wants us to wait, from its Retry-After field (RFC 9110, 10.2.3): seconds, or a date to
    /// be compared with `now`. Never negative, at most a year; empty when there is no such field or it makes no
    /// sense.
    public static Optional<Duration> retryAfter(Headers headers, Instant now) {
        return headers.first("Retry-After").flatMap(value -> parse(value.strip(), now));
    }

    /// How long the server wants us to wait, by its Retry-After and its [RateLimitFields], whichever is longer; zero
    /// if it says nothing.
    public static Duration pause(Headers headers, Instant now) {
        Duration after = retryAfter(headers, now).orElse(Duration.ZERO);
        Duration limit = RateLimitFields.pause(headers).orElse(Duration.ZERO);
        return after.compareTo(limit) > 0 ? after : limit;
    }

    private static Optional<Duration> parse(String value, Instant now) {
        if (!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            boolean isHuge = value.length() > 9;
            return Optional.of(shorter(isHuge ? RETRY_AFTER_MAX : Duration.ofSeconds(Long.parseLong(value))));
        }
        return HttpDate.parse(value, now).map(date -> {
            var wait = Duration.between(now, date);
            return wait.isNegative() ? Duration.ZERO : shorter(wait);
        });
    }

    private static Duration shorter(Duration wait) {
        return wait.compareTo(RETRY_AFTER_MAX) > 0 ? RETRY_AFTER_MAX : wait;
    }
}
