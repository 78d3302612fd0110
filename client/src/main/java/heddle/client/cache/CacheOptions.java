package heddle.client.cache;

import java.time.Duration;

/// What an [HttpCache] keeps. Immutable; each method makes other options.
///
/// @param entryBytesMax the longest body that is kept; 8 MiB by default. While it comes in it is held in memory
/// @param heuristicMax how long a response is fresh at most that does not say for how long, but when it was
///     last changed: a tenth of its age then counts (RFC 9111, 4.2.2); 1 day by default, zero for not at all
public record CacheOptions(int entryBytesMax, Duration heuristicMax) {
    public CacheOptions {
        if (entryBytesMax < 0 || heuristicMax.isNegative()) {
            throw new IllegalArgumentException("entryBytesMax is %d and heuristicMax %s; neither can be negative"
                    .formatted(entryBytesMax, heuristicMax));
        }
    }

    /// Bodies of 8 MiB, a day at most by guess.
    public static CacheOptions defaults() {
        return new CacheOptions(8 << 20, Duration.ofDays(1));
    }

    /// Keeping bodies of so many bytes at most.
    public CacheOptions entryBytesMax(int bytes) {
        return new CacheOptions(bytes, heuristicMax);
    }

    /// Guessing that a response is fresh for so long at most.
    public CacheOptions heuristicMax(Duration most) {
        return new CacheOptions(entryBytesMax, most);
    }
}
