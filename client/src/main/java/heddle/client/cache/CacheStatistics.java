package heddle.client.cache;

/// What a cache has done so far.
///
/// @param hits requests answered without asking the server
/// @param misses requests that had no stored response of use
/// @param validated requests answered by a stored response after the server said that it is still right
/// @param stale of `hits` and failures, those that were answered by a response that was no longer fresh
/// @param stored responses that were kept
public record CacheStatistics(long hits, long misses, long validated, long stale, long stored) {}
