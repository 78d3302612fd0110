package heddle.fetch;

import java.time.Duration;

/// What all strategies of a comparison are held to.
///
/// @param concurrency    exchanges at once for `virtual` and `async`, 256 by default
/// @param threads        threads of `threads` at most, 256 by default; never more than there are URLs
/// @param connectTimeout limit for connecting to a server, 10 s by default
/// @param totalTimeout   limit for one URL from its start to the last byte of its
///                       body, redirects included, 60 s by default
/// @param insecure       whether any certificate will do, for any host
/// @param redirectsMax   redirects followed for one URL, 10 by default
public record StrategyOptions(
        int concurrency,
        int threads,
        Duration connectTimeout,
        Duration totalTimeout,
        boolean insecure,
        int redirectsMax) {
    /// Checks that every limit is one.
    public StrategyOptions {
        positive("concurrency", concurrency);
        positive("threads", threads);
        positive("connectTimeout in milliseconds", connectTimeout.toMillis());
        positive("totalTimeout in milliseconds", totalTimeout.toMillis());
        if (redirectsMax < 0) {
            throw new IllegalArgumentException("redirectsMax is " + redirectsMax + "; it must be 0 or more");
        }
    }

    /// The defaults named above.
    public static StrategyOptions defaults() {
        return new StrategyOptions(256, 256, Duration.ofSeconds(10), Duration.ofSeconds(60), false, 10);
    }

    /// These options with another limit on exchanges at once.
    public StrategyOptions withConcurrency(int exchanges) {
        return new StrategyOptions(exchanges, threads, connectTimeout, totalTimeout, insecure, redirectsMax);
    }

    /// These options with another limit on platform threads.
    public StrategyOptions withThreads(int threadsMax) {
        return new StrategyOptions(concurrency, threadsMax, connectTimeout, totalTimeout, insecure, redirectsMax);
    }

    /// These options with another limit for connecting.
    public StrategyOptions withConnectTimeout(Duration limit) {
        return new StrategyOptions(concurrency, threads, limit, totalTimeout, insecure, redirectsMax);
    }

    /// These options with another limit for a whole exchange.
    public StrategyOptions withTotalTimeout(Duration limit) {
        return new StrategyOptions(concurrency, threads, connectTimeout, limit, insecure, redirectsMax);
    }

    /// These options, taking any certificate or only valid ones.
    public StrategyOptions withInsecure(boolean anyCertificate) {
        return new StrategyOptions(concurrency, threads, connectTimeout, totalTimeout, anyCertificate, redirectsMax);
    }

    /// These options with another limit on redirects.
    public StrategyOptions withRedirectsMax(int redirects) {
        return new StrategyOptions(concurrency, threads, connectTimeout, totalTimeout, insecure, redirects);
    }

    private static void positive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be 1 or more");
        }
    }
}
