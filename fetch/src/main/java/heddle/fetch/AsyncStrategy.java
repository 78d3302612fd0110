package heddle.fetch;

import java.util.List;
import java.util.Map;

/// Heddle: a coroutine for each URL on one loop; so many at once.
final class AsyncStrategy implements Strategy {
    @Override
    public String name() {
        return "async";
    }

    @Override
    public StrategyRun run(List<String> urls, StrategyOptions options, StrategyListener listener) {
        throw new UnsupportedOperationException("waits for the client");
    }

    @Override
    public Map<String, String> systemProperties(StrategyOptions options) {
        return Map.of();
    }
}
