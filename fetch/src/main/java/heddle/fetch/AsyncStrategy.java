package heddle.fetch;

import heddle.async.Async;
import heddle.async.task.CancelledException;
import heddle.client.ClientSession;
import heddle.client.SessionOptions;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Heddle: a coroutine for each URL on one loop; so many at once.
final class AsyncStrategy implements Strategy {
    @Override
    public String name() {
        return "async";
    }

    @Override
    public StrategyRun run(List<String> urls, StrategyOptions options, StrategyListener listener) {
        RunRecorder recorder = new RunRecorder(name(), urls, listener);
        try {
            Async.run(() -> {
                try (ClientSession session = ClientSession.open(defaults -> session(defaults, options))) {
                    Async.forEach(
                            IntStream.range(0, urls.size()).boxed(),
                            options.concurrency(),
                            index -> recorder.exchange(
                                    index, url -> session.get(url).discard().bodyBytes()));
                }
            });
        } catch (CancelledException interrupted) {
            // The run ends with what has been done so far.
        }
        return recorder.finish();
    }

    @Override
    public Map<String, String> systemProperties(StrategyOptions options) {
        return Map.of();
    }

    private static SessionOptions session(SessionOptions defaults, StrategyOptions options) {
        SessionOptions session = defaults.uncompressed()
                .withoutCookies()
                .header("Accept-Encoding", "identity")
                .userAgent(BlockingCalls.USER_AGENT)
                .redirectsMax(options.redirectsMax())
                .timeouts(timeouts -> timeouts.total(options.totalTimeout()))
                .net(net -> net.connect(net.connect().timeout(options.connectTimeout())));
        return options.insecure() ? session.insecure() : session;
    }
}
