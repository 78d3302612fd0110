package heddle.client.middleware;

import java.time.Duration;

/// When a request is sent a second time beside the first. Immutable; each method makes other options.
///
/// @param delay how long the answer may take before it is asked for once more; best what nine of ten
///     answers, or nineteen of twenty, take; positive, 1 s by default
/// @param extraMax how many more requests one may become; at least 1, which is the default
/// @param shareMax which part of all requests may be such extra ones, so that a server that has become slow
///     is not asked twice as much; above 0, 0.1 by default, and ten at once after a quiet time
public record HedgeOptions(Duration delay, int extraMax, double shareMax) {
    public HedgeOptions {
        if (!delay.isPositive()) {
            throw new IllegalArgumentException("delay is %s; it must be positive".formatted(delay));
        }
        if (extraMax < 1) {
            throw new IllegalArgumentException("extraMax is %d; it must be at least 1".formatted(extraMax));
        }
        if (!(shareMax > 0)) {
            throw new IllegalArgumentException("shareMax is %s; it must be more than 0".formatted(shareMax));
        }
    }

    /// One more after 1 s, for a tenth of all requests.
    public static HedgeOptions defaults() {
        return new HedgeOptions(Duration.ofSeconds(1), 1, 0.1);
    }

    /// After so long.
    public HedgeOptions delay(Duration delay) {
        return new HedgeOptions(delay, extraMax, shareMax);
    }

    /// With so many more, each after the delay.
    public HedgeOptions extraMax(int requests) {
        return new HedgeOptions(delay, requests, shareMax);
    }

    /// For that part of all requests.
    public HedgeOptions shareMax(double share) {
        return new HedgeOptions(delay, extraMax, share);
    }
}
