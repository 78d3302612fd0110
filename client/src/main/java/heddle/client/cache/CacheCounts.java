package heddle.client.cache;

import java.util.concurrent.atomic.LongAdder;

/// Counts what a cache does.
final class CacheCounts {
    final LongAdder hits = new LongAdder();
    final LongAdder misses = new LongAdder();
    final LongAdder validated = new LongAdder();
    final LongAdder stale = new LongAdder();
    final LongAdder stored = new LongAdder();

    CacheStatistics statistics() {
        return new CacheStatistics(hits.sum(), misses.sum(), validated.sum(), stale.sum(), stored.sum());
    }
}
