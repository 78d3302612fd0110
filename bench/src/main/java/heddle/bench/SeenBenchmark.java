package heddle.bench;

import heddle.async.Async;
import heddle.async.LoopOptions;
import heddle.async.inspect.Inspect;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What being seen costs a task that is started, gives way once and is joined: while nobody looks, while somebody
/// looks ten times a second, and in debug mode. That nobody looks is what `RuntimeBenchmark` measures too; compare it
/// between two checkouts.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-opens=java.base/java.lang=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class SeenBenchmark {
    private static final int COUNT = 100_000;
    private static final int LIMIT = 100;
    private static final long PAUSE_NANOS = 100_000_000;
    private static final List<Integer> ITEMS = Collections.nCopies(COUNT, 1);

    /// How closely the runtime is watched.
    public enum Watch {
        NOBODY,
        LOOKS,
        DEBUG
    }

    @Param
    public Watch watch = Watch.NOBODY;

    private @Nullable Thread watcher;

    @Setup(Level.Trial)
    public void watch() {
        if (watch == Watch.LOOKS) {
            watcher = Thread.ofPlatform().daemon().start(() -> {
                while (!Thread.interrupted()) {
                    Inspect.text(Inspect.tree());
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            });
        }
    }

    @TearDown(Level.Trial)
    public void leave() {
        if (watcher != null) {
            watcher.interrupt();
        }
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public List<Integer> task() {
        var options = LoopOptions.defaults().isDebugged(watch == Watch.DEBUG);
        return Async.run(
                options,
                () -> Async.gather(ITEMS, LIMIT, item -> {
                    Async.yield();
                    return item;
                }));
    }
}
