package heddle.fetch;

import java.util.List;
import java.util.Map;

/// One URL after the other on the calling thread: a slow one delays all behind it.
final class BlockingStrategy implements Strategy {
    @Override
    public String name() {
        return "blocking";
    }

    @Override
    public StrategyRun run(List<String> urls, StrategyOptions options, StrategyListener listener) {
        RunRecorder recorder = new RunRecorder(name(), urls, listener);
        BlockingCalls calls = new BlockingCalls(options);
        for (int index = 0; index < urls.size() && !Thread.currentThread().isInterrupted(); index++) {
            recorder.exchange(index, calls::read);
        }
        return recorder.finish();
    }

    @Override
    public Map<String, String> systemProperties(StrategyOptions options) {
        return BlockingCalls.systemProperties(1);
    }
}
