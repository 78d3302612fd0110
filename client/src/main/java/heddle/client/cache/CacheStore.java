package heddle.client.cache;

import java.util.List;

/// Where an [HttpCache] keeps responses. Safe for use by any number of tasks on any number of loops; its
/// methods may park, and throw nothing for a fault of what lies below: what cannot be read is not there,
/// what cannot be written is not kept.
public interface CacheStore extends AutoCloseable {
    /// All responses for that key, the one that was put last first.
    List<CachedResponse> find(String key);

    /// Keeps a response in place of the one of the same key and selection. May forget others, or the
    /// response itself, to stay within its bounds.
    void put(CachedResponse response);

    /// Forgets all responses for that key.
    void remove(String key);

    /// Forgets all responses.
    void clear();

    /// How many bytes it holds.
    long bytes();

    /// Lets go of what the store holds open; what it keeps beyond that stays.
    @Override
    default void close() {}
}
