package heddle.bench.costs;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What a runtime for tasks costs, row by row; a subclass a runtime, each written as that one's own guide would.
///
/// Each figure is for one operation. The runtime is open all the time; entering it is spread over [#COUNT].
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-preview",
            "-Xms2g",
            "-Xmx4g"
        })
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 3, time = 1)
public abstract class Costs implements Parked {
    static final int COUNT = 10_000;
    static final int LISTS = COUNT / 10;
    /// How long the queue is.
    public static final int CAPACITY = 100;
    /// How many tasks share the permits of the semaphore.
    public static final int CONTENDERS = 100;

    public static final int PERMITS = 10;
    /// A limit that is never reached.
    static final Duration LIMIT = Duration.ofSeconds(30);

    static final Duration NAP = Duration.ofMillis(1);

    /// How many results to gather.
    @State(Scope.Thread)
    public static class Size {
        @Param({"10000", "1000000"})
        public int size;
    }

    /// Start a task that does nothing; the scope waits for all of them.
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public void spawnJoin() throws Exception {
        spawnJoin(COUNT);
    }

    /// Start a task and wait for its result before the next.
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public int spawnAwait() throws Exception {
        return spawnAwait(COUNT);
    }

    /// Give way to the only other task, which does the same.
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public void yielding() throws Exception {
        yielding(COUNT);
    }

    /// Two tasks in turns: wake the other, wait for it.
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public void handOff() throws Exception {
        handOff(COUNT);
    }

    /// Start a task that sleeps for a millisecond, all of them at once.
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public void sleep() throws Exception {
        sleep(COUNT);
    }

    /// A task an item, and the results in order; the figure is for the whole list.
    @Benchmark
    public List<Integer> gather(Size size) throws Exception {
        return gather(1, size.size);
    }

    /// The same for a list of ten, one list after the other: entering the runtime would be most of a single one.
    @Benchmark
    @OperationsPerInvocation(LISTS)
    public List<Integer> gatherTen() throws Exception {
        return gather(LISTS, 10);
    }

    /// A time limit around something that takes no time.
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public int timeout() throws Exception {
        return timeout(COUNT);
    }

    /// Bring an item from one task to another by a queue of limited length.
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public int queue() throws Exception {
        return queue(COUNT);
    }

    /// Take one of ten permits that a hundred tasks want, give way once, put it back.
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public void semaphore() throws Exception {
        semaphore(COUNT);
    }

    abstract void spawnJoin(int count) throws Exception;

    abstract int spawnAwait(int count) throws Exception;

    abstract void yielding(int count) throws Exception;

    abstract void handOff(int count) throws Exception;

    abstract void sleep(int count) throws Exception;

    /// Gathers lists of so many, one after the other; the results of the last.
    abstract List<Integer> gather(int lists, int count) throws Exception;

    abstract int timeout(int count) throws Exception;

    abstract int queue(int count) throws Exception;

    abstract void semaphore(int count) throws Exception;
}
