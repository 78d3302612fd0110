package heddle.net;

import java.time.Duration;

/// How long answers of name servers are kept: for their TTL (RFC 1035 §3.2.1) within these bounds. A failure of the
/// servers is never kept. Each loop has a cache of its own.
///
/// @param timeToLiveMin an answer is kept at least this long, whatever its TTL says; not negative, 1 s by default
/// @param timeToLiveMax an answer is kept at most this long; not below the former, 1 day by default
/// @param negativeTimeToLive how long "no such name" is remembered (RFC 2308), whatever the zone says; not
///     negative, 5 s by default
/// @param entriesMax how many answers a loop keeps, one a name and family; the one unused longest goes first; 0
///     keeps none, 10,000 by default
public record DnsCacheOptions(
        Duration timeToLiveMin, Duration timeToLiveMax, Duration negativeTimeToLive, int entriesMax) {

    public DnsCacheOptions {
        Limits.notNegative("DNS timeToLiveMin", timeToLiveMin);
        Limits.notNegative("DNS negativeTimeToLive", negativeTimeToLive);
        if (timeToLiveMax.compareTo(timeToLiveMin) < 0) {
            throw new IllegalArgumentException(
                    "DNS timeToLiveMax %s is below timeToLiveMin %s".formatted(timeToLiveMax, timeToLiveMin));
        }
        if (entriesMax < 0) {
            throw new IllegalArgumentException("DNS entriesMax must not be negative, not " + entriesMax);
        }
    }

    /// The TTL of each answer within 1 s to 1 day, 5 s for a missing name, 10,000 answers.
    public static DnsCacheOptions defaults() {
        return new DnsCacheOptions(Duration.ofSeconds(1), Duration.ofDays(1), Duration.ofSeconds(5), 10_000);
    }
}
