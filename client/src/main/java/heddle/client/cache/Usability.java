package heddle.client.cache;

import heddle.http.Headers;
import heddle.http.cache.CacheControl;
import java.time.Duration;
import java.util.Optional;

/// Whether a stored response may answer a request, as both say (RFC 9111, 4 and 5.2; RFC 5861).
///
/// @param request what the request allows
/// @param response what the stored response allows
/// @param freshness of the stored response
record Usability(CacheControl request, CacheControl response, Freshness freshness) {
    static Usability of(Headers request, CachedResponse stored, Freshness freshness) {
        return new Usability(CacheControl.of(request), CacheControl.of(stored.headers()), freshness);
    }

    /// Without asking the server.
    boolean isUsable() {
        if (request.has("no-cache") || response.hasForAll("no-cache") || isOlderThanAllowed()) {
            return false;
        }
        Duration wanted = request.validTime("min-fresh").orElse(Duration.ZERO);
        if (freshness.isFresh()) {
            return freshness.left().compareTo(wanted) >= 0;
        }
        return request.has("max-stale")
                && !response.has("must-revalidate")
                && isWithin(request.validTime("max-stale"), true);
    }

    private boolean isOlderThanAllowed() {
        Optional<Duration> most = request.time("max-age");
        return most.isPresent() && freshness.age().compareTo(most.get()) > 0;
    }

    /// At once, while the server is asked meanwhile.
    boolean isUsableMeanwhile() {
        return mayBeStale()
                && !request.has("no-cache")
                && !isOlderThanAllowed()
                && !request.has("min-fresh")
                && isWithin(response.validTime("stale-while-revalidate"), false);
    }

    /// Because the server fails.
    boolean isUsableInstead() {
        return mayBeStale()
                && (isWithin(response.validTime("stale-if-error"), false)
                        || isWithin(request.validTime("stale-if-error"), false));
    }

    private boolean mayBeStale() {
        return !response.hasForAll("no-cache") && !response.has("must-revalidate");
    }

    private boolean isWithin(Optional<Duration> most, boolean withoutLimit) {
        return most.map(limit -> freshness.staleness().compareTo(limit) <= 0).orElse(withoutLimit);
    }
}
