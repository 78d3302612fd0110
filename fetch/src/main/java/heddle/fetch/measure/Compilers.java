package heddle.fetch.measure;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/// The JVM's own compilers, which go on after a warm-up with what it made hot.
public final class Compilers {
    private static final Duration QUIET = Duration.ofMillis(100);

    private Compilers() {}

    /// Waits until the compilers have finished nothing for 100 ms, but no longer than `limit`. Blocks the calling
    /// thread.
    public static void settle(Duration limit) throws InterruptedException {
        var compilers = ManagementFactory.getCompilationMXBean();
        if (compilers == null || !compilers.isCompilationTimeMonitoringSupported()) {
            return;
        }
        long end = System.nanoTime() + limit.toNanos();
        long before = -1;
        for (long spent = compilers.getTotalCompilationTime();
                spent != before && System.nanoTime() < end;
                spent = compilers.getTotalCompilationTime()) {
            before = spent;
            Thread.sleep(QUIET);
        }
    }
}
