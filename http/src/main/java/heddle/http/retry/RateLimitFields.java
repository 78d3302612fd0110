package heddle.http.retry;

import heddle.http.Headers;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a server says of the requests that it still takes, in the three forms that the draft has had:
/// `RateLimit: "default";r=0;t=30`, `RateLimit: limit=10, remaining=0, reset=30`, and `RateLimit-Remaining` with
/// `RateLimit-Reset` (draft-ietf-httpapi-ratelimit-headers).
public final class RateLimitFields {
    private static final Pattern REMAINING = Pattern.compile("(?:^|[;,\\s])(?:r|remaining)=(\\d{1,9})");
    private static final Pattern RESET = Pattern.compile("(?:^|[;,\\s])(?:t|reset)=(\\d{1,9})");
    private static final Pattern SECONDS = Pattern.compile("\\s*(\\d{1,9})\\s*(?:[;,].*)?");

    private RateLimitFields() {}

    /// For how long it takes none, if it says so.
    public static Optional<Duration> pause(Headers headers) {
        Optional<String> combined = headers.first("RateLimit");
        Optional<Long> remaining = combined.isPresent()
                ? number(REMAINING.matcher(combined.get()))
                : headers.first("RateLimit-Remaining").flatMap(RateLimitFields::seconds);
        if (remaining.isEmpty() || remaining.get() > 0) {
            return Optional.empty();
        }
        Optional<Long> reset = combined.isPresent()
                ? number(RESET.matcher(combined.get()))
                : headers.first("RateLimit-Reset").flatMap(RateLimitFields::seconds);
        return reset.map(Duration::ofSeconds);
    }

    private static Optional<Long> number(Matcher matcher) {
        return matcher.find() ? Optional.of(Long.valueOf(matcher.group(1))) : Optional.empty();
    }

    private static Optional<Long> seconds(String value) {
        Matcher matcher = SECONDS.matcher(value);
        return matcher.matches() ? Optional.of(Long.valueOf(matcher.group(1))) : Optional.empty();
    }
}
