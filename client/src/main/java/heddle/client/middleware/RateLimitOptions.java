package heddle.client.middleware;

import java.time.Duration;
import java.util.OptionalDouble;

/// How many requests may begin in a second. Immutable; each method makes other options.
///
/// @param perSecond to all hosts together; no limit by default
/// @param perHostSecond to any one host; no limit by default
/// @param burst how long a pause may be made up for, by sending at once what was not sent during it; none by default
/// @param waitMax how long a request waits for its turn before it fails; 1 minute by default
/// @param hostsMax how many hosts are kept in mind; 10,000 by default; beyond, one that was not asked for long is
///     forgotten
public record RateLimitOptions(
        OptionalDouble perSecond, OptionalDouble perHostSecond, Duration burst, Duration waitMax, int hostsMax) {
    private static final int HOSTS_MAX = 10_000;

    public RateLimitOptions {
        if (burst.isNegative() || !waitMax.isPositive()) {
            throw new IllegalArgumentException(
                    "burst is %s and waitMax %s; the former cannot be negative, the latter must be positive"
                            .formatted(burst, waitMax));
        }
        if (hostsMax < 1) {
            throw new IllegalArgumentException("hostsMax is %d; it must be at least 1".formatted(hostsMax));
        }
    }

    /// No limit but the longest wait, 1 minute.
    public static RateLimitOptions defaults() {
        return new RateLimitOptions(
                OptionalDouble.empty(), OptionalDouble.empty(), Duration.ZERO, Duration.ofMinutes(1), HOSTS_MAX);
    }

    /// With so many a second to all hosts together.
    public RateLimitOptions perSecond(double requests) {
        return new RateLimitOptions(OptionalDouble.of(requests), perHostSecond, burst, waitMax, hostsMax);
    }

    /// With so many a second to any one host.
    public RateLimitOptions perHostSecond(double requests) {
        return new RateLimitOptions(perSecond, OptionalDouble.of(requests), burst, waitMax, hostsMax);
    }

    /// Making up for pauses of that length.
    public RateLimitOptions burst(Duration pause) {
        return new RateLimitOptions(perSecond, perHostSecond, pause, waitMax, hostsMax);
    }

    /// With requests that wait no longer than that.
    public RateLimitOptions waitMax(Duration most) {
        return new RateLimitOptions(perSecond, perHostSecond, burst, most, hostsMax);
    }

    /// Keeping so many hosts in mind.
    public RateLimitOptions hostsMax(int hosts) {
        return new RateLimitOptions(perSecond, perHostSecond, burst, waitMax, hosts);
    }
}
