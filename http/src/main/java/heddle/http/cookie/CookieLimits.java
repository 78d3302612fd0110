package heddle.http.cookie;

import java.time.Duration;

/// How much a [CookieJar] keeps; the defaults of the counts and the size are what RFC 6265bis, 6.1 asks every
/// client to keep at least.
///
/// @param totalMax cookies in all; 3,000 by default
/// @param perDomainMax cookies of one domain; 50 by default
/// @param bytesMax name and value of a cookie together, beyond which it is not taken; 4,096 by default
/// @param lifetimeMax how far ahead a cookie may end; later ends are brought forward; 400 days by default
public record CookieLimits(int totalMax, int perDomainMax, int bytesMax, Duration lifetimeMax) {
    private static final Duration LIFETIME_MOST = Duration.ofDays(366_000);

    public CookieLimits {
        if (totalMax < 1 || perDomainMax < 1 || bytesMax < 1 || !lifetimeMax.isPositive()) {
            throw new IllegalArgumentException(
                    "every limit on cookies must be at least 1: %d in all, %d a domain, %d bytes, for %s"
                            .formatted(totalMax, perDomainMax, bytesMax, lifetimeMax));
        }
        if (lifetimeMax.compareTo(LIFETIME_MOST) > 0) {
            throw new IllegalArgumentException(
                    "lifetimeMax is %s; it must be at most %s".formatted(lifetimeMax, LIFETIME_MOST));
        }
    }

    /// 3,000 cookies, 50 a domain, 4,096 bytes each, for 400 days.
    public static CookieLimits defaults() {
        return new CookieLimits(3000, 50, 4096, Duration.ofDays(400));
    }

    /// With so many cookies in all.
    public CookieLimits totalMax(int cookies) {
        return new CookieLimits(cookies, perDomainMax, bytesMax, lifetimeMax);
    }

    /// With so many cookies of one domain.
    public CookieLimits perDomainMax(int cookies) {
        return new CookieLimits(totalMax, cookies, bytesMax, lifetimeMax);
    }

    /// With so many bytes of name and value.
    public CookieLimits bytesMax(int bytes) {
        return new CookieLimits(totalMax, perDomainMax, bytes, lifetimeMax);
    }

    /// With cookies that end at the latest so long after they came.
    public CookieLimits lifetimeMax(Duration longest) {
        return new CookieLimits(totalMax, perDomainMax, bytesMax, longest);
    }
}
