package heddle.client;

import heddle.client.wire.PoolCounts;
import java.util.List;
import java.util.function.ToLongFunction;

/// What a session holds and has done, over all its loops; each number is right for its own moment.
///
/// @param connections open ones, with those that are idle or being made
/// @param idle open ones without an exchange
/// @param dialling ones that are being made
/// @param waiting exchanges that wait for a connection
/// @param dialled connections made so far
/// @param requests sent so far, repetitions and redirects counted
/// @param reused those among them that went over a connection which had served before
/// @param retired connections that were replaced only because of [heddle.client.options.PoolOptions#lifetime] or
///     [heddle.client.options.PoolOptions#requestsMax]
public record SessionStatistics(
        long connections,
        long idle,
        long dialling,
        long waiting,
        long dialled,
        long requests,
        long reused,
        long retired) {
    static SessionStatistics of(List<PoolCounts> pools) {
        return new SessionStatistics(
                sum(pools, PoolCounts::open),
                sum(pools, PoolCounts::idle),
                sum(pools, PoolCounts::dialling),
                sum(pools, PoolCounts::waiting),
                sum(pools, PoolCounts::dialled),
                sum(pools, PoolCounts::transfers),
                sum(pools, PoolCounts::reused),
                sum(pools, PoolCounts::retired));
    }

    private static long sum(List<PoolCounts> pools, ToLongFunction<PoolCounts> count) {
        return pools.stream().mapToLong(count).sum();
    }
}
