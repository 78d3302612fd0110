package heddle.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When a request may be sent again; pure rules, no state. Its twin for redirects is [RedirectRules].
public final class RetryRules {
    /// The most that a Retry-After is taken to mean; longer waits are clock errors or traps.
    private static final Duration RETRY_AFTER_MAX = Duration.ofDays(365);

    private RetryRules() {}

    /// Whether a request of that method may be sent twice without asking the caller: the idempotent ones (RFC 9110,
    /// 9.2.2).
    public static boolean mayRepeat(Method method) {
        return method.isIdempotent();
    }

    /// Whether a response of that status is likely to pass: 408, 425, 429, 500, 502, 503, 504.
    public static boolean isRetryable(Status status) {
        return switch (status.code()) {
            case 408, 425, 429, 500, 502, 503, 504 -> true;
            default -> false;
        };
    }

    /// How long the server wants us to wait, from its Retry-After field (RFC 9110, 10.2.3): seconds, or a date to
    /// be compared with `now`. Never negative, at most a year; empty when there is no such field or it makes no
    /// sense.
    public static Optional<Duration> retryAfter(Headers headers, Instant now) {
        return headers.first("Retry-After").flatMap(value -> parse(FieldSyntax.trim(value), now));
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
