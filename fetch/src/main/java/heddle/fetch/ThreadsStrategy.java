package heddle.fetch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A fixed pool of platform threads over the same blocking calls, as many as there are URLs, up to a limit.
final class ThreadsStrategy implements Strategy {
    @Override
    public String name() {
        return "threads";
    }

    @Override
    public StrategyRun run(List<String> urls, StrategyOptions options, StrategyListener listener) {
        RunRecorder recorder = new RunRecorder(name(), urls, listener);
        BlockingCalls calls = new BlockingCalls(options);
        int threads = Math.clamp(urls.size(), 1, options.threads());
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            invokeAll(pool, tasks(urls.size(), recorder, calls));
        }
        return recorder.finish();
    }

    @Override
    public Map<String, String> systemProperties(StrategyOptions options) {
        return BlockingCalls.systemProperties(options.threads());
    }

    /// An interrupt drops what has not begun, and is left pending; what runs cannot be cut short.
    private static void invokeAll(ExecutorService pool, List<Callable<Void>> tasks) {
        try {
            pool.invokeAll(tasks);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Callable<Void>> tasks(int count, RunRecorder recorder, BlockingCalls calls) {
        List<Callable<Void>> tasks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int index = i;
            tasks.add(() -> {
                recorder.exchange(index, calls::read);
                return null;
            });
        }
        return tasks;
    }
}
