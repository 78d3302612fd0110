package heddle.fetch;

import java.util.List;
import java.util.Map;

/// A way to fetch a list of URLs. The four ways do the same work: they ask for every URL once, follow redirects
/// alike, ask for no content coding, read each body to its end, count its bytes and keep nothing. They differ in
/// who waits.
///
/// Whatever HTTP status answers, an exchange whose body was read to its end is *ok*; everything else has *failed*.
public sealed interface Strategy permits BlockingStrategy, ThreadsStrategy, VirtualStrategy, AsyncStrategy {
    /// One after the other on the calling thread, with `HttpURLConnection`.
    Strategy BLOCKING = new BlockingStrategy();

    /// A fixed pool of platform threads over the same blocking calls.
    Strategy THREADS = new ThreadsStrategy();

    /// A virtual thread for each URL, with the JDK's `HttpClient`.
    Strategy VIRTUAL = new VirtualStrategy();

    /// Heddle: a coroutine for each URL on one loop.
    Strategy ASYNC = new AsyncStrategy();

    /// All four, in the order in which they are compared.
    List<Strategy> ALL = List.of(BLOCKING, THREADS, VIRTUAL, ASYNC);

    /// The strategy of this name: `blocking`, `threads`, `virtual` or `async`. Throws an `IllegalArgumentException`
    /// that lists the names.
    static Strategy named(String name) {
        return ALL.stream()
                .filter(strategy -> strategy.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no strategy is named \"" + name + "\"; there are "
                        + String.join(", ", ALL.stream().map(Strategy::name).toList())));
    }

    /// The one word that tables and options know it by.
    String name();

    /// Fetches every URL and returns when the last one has ended. A URL that fails is counted, never thrown; an
    /// interrupt ends the run early with what has been done so far. May be run many times.
    StrategyRun run(List<String> urls, StrategyOptions options, StrategyListener listener);

    /// The system properties with which a process should be started for this strategy to be at its best. The JDK
    /// reads them once, when its HTTP classes are first used.
    Map<String, String> systemProperties(StrategyOptions options);
}
