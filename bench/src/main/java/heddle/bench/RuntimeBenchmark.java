package heddle.bench;

import heddle.async.Async;
import heddle.async.Promise;
import heddle.async.TaskGroup;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What the runtime costs: a hand-off, a task, a timeout. Each figure is for one of them; starting the loop is
/// spread over a hundred thousand.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-opens=java.base/java.lang=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class RuntimeBenchmark {
    private static final int COUNT = 100_000;
    private static final List<Integer> ITEMS = Collections.nCopies(COUNT, 1);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /// From one coroutine to another: complete a promise, park.
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public void handOff() {
        Async.run(() -> TaskGroup.run(group -> {
            var table = new Table();
            group.start(() -> table.play(0));
            group.start(() -> table.play(1));
        }));
    }

    /// Two who take turns.
    private static final class Table {
        @SuppressWarnings({"unchecked", "rawtypes"}) // generic arrays
        private final Promise<Boolean>[] turns = new Promise[COUNT + 1];

        Table() {
            for (int i = 0; i <= COUNT; i++) {
                turns[i] = new Promise<>();
            }
            turns[0].complete(true);
        }

        void play(int first) {
            for (int i = first; i < COUNT; i += 2) {
                turns[i].await();
                turns[i + 1].complete(true);
            }
        }
    }

    /// Start a task, run it, join it.
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public List<Integer> task() {
        return Async.run(() -> Async.gather(ITEMS, item -> item));
    }

    /// Start a task of a hundred at a time, which lets others have a turn.
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public List<Integer> taskThatYields() {
        return Async.run(() -> Async.gather(ITEMS, 100, item -> {
            Async.yield();
            return item;
        }));
    }

    /// Set a timeout that does not strike.
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public int timeout() {
        return Async.run(() -> {
            int sum = 0;
            for (int i = 0; i < COUNT; i++) {
                sum += Async.timeout(LIMIT, () -> 1);
            }
            return sum;
        });
    }
}
