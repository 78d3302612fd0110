package heddle.net;

import java.time.Duration;

/// How long answers of name servers are kept.
///
/// @param timeToLiveMin an answer is kept at least this long, whatever its TTL says
/// @param timeToLiveMax an answer is kept at most this long
/// @param negativeTimeToLive how long "no such name" is remembered (RFC 2308)
/// @param entriesMax how many answers a loop keeps; the one unused longest goes first
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
