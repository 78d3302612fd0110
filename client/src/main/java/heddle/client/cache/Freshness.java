package heddle.client.cache;

import heddle.http.Headers;
import heddle.http.HttpDate;
import heddle.http.Status;
import heddle.http.cache.CacheControl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How long a response is fresh, and how old it is (RFC 9111, 4.2).
///
/// @param lifetime for how long it is fresh
/// @param age how old it is now
record Freshness(Duration lifetime, Duration age) {
    /// The part of the time since a response was last changed that it is guessed to stay right for.
    private static final int HEURISTIC_PART = 10;

    static Freshness of(CachedResponse response, Instant now, CacheOptions options) {
        return new Freshness(
                lifetime(response.status(), response.headers(), response.when().received(), options),
                age(response, now));
    }

    /// Of the ways to say it, max-age goes before Expires, and those before a guess; s-maxage is for shared caches.
    static Duration lifetime(Status status, Headers headers, Instant received, CacheOptions options) {
        Instant date = date(headers, received);
        Optional<Duration> maxAge = CacheControl.of(headers).time("max-age");
        if (maxAge.isPresent()) {
            return maxAge.get();
        }
        List<String> expires = headers.all("Expires");
        if (!expires.isEmpty()) {
            return HttpDate.parse(expires.getFirst(), received)
                    .map(end -> notNegative(Duration.between(date, end)))
                    .orElse(Duration.ZERO);
        }
        return isGuessable(status) || CacheControl.of(headers).has("public")
                ? guessed(headers, date, options)
                : Duration.ZERO;
    }

    private static Duration guessed(Headers headers, Instant date, CacheOptions options) {
        return headers.first("Last-Modified")
                .flatMap(changed -> HttpDate.parse(changed, date))
                .map(changed -> notNegative(Duration.between(changed, date)).dividedBy(HEURISTIC_PART))
                .map(guess -> guess.compareTo(options.heuristicMax()) > 0 ? options.heuristicMax() : guess)
                .orElse(Duration.ZERO);
    }

    /// Whether a response of that status may be kept without saying so (RFC 9110, 15.1); 206 is not kept at all.
    static boolean isGuessable(Status status) {
        return switch (status.code()) {
            case 200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501 -> true;
            default -> false;
        };
    }

    private static Duration age(CachedResponse response, Instant now) {
        var when = response.when();
        Instant date = date(response.headers(), when.received());
        Duration apparent = notNegative(Duration.between(date, when.received()));
        Duration stated = response.headers().members("Age").stream()
                .findFirst()
                .flatMap(CacheControl::seconds)
                .map(Duration::ofSeconds)
                .orElse(Duration.ZERO);
        Duration corrected = stated.plus(notNegative(Duration.between(when.requested(), when.received())));
        Duration initial = apparent.compareTo(corrected) > 0 ? apparent : corrected;
        return initial.plus(notNegative(Duration.between(when.received(), now)));
    }

    private static Instant date(Headers headers, Instant received) {
        return headers.first("Date")
                .flatMap(text -> HttpDate.parse(text, received))
                .orElse(received);
    }

    private static Duration notNegative(Duration time) {
        return time.isNegative() ? Duration.ZERO : time;
    }

    boolean isFresh() {
        return lifetime.compareTo(age) > 0;
    }

    /// For how long it has not been fresh any more.
    Duration staleness() {
        return notNegative(age.minus(lifetime));
    }

    /// For how long it will be fresh.
    Duration left() {
        return notNegative(lifetime.minus(age));
    }
}
