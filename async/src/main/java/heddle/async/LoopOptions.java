package heddle.async;

import heddle.async.inspect.TreeSignal;
import heddle.async.loop.Loop;
import heddle.async.scope.Workers;
import heddle.async.time.Time;
import java.time.Duration;

/// How loops are made. Immutable: start with [#defaults()] and change what is to be different.
///
/// - `transport`: how sockets are driven; [LoopTransport#AUTO].
/// - `time`: the clock of sleeps and timeouts; the system's. A [heddle.async.time.VirtualTime] serves one loop.
/// - `heldMax`: how long a task may hold its loop before that is reported in the log, with its stack; 100 ms, zero
///   for never. The system property `heddle.async.heldMillis` is another default.
/// - `isDebugged`: debug mode, which costs too much to be always on: each turn is timed and one longer than `heldMax`
///   is reported with where its task was created, failures that nobody has awaited yet and what was left open are
///   reported at once. False, unless the system property `heddle.async.debug` is `true` or the environment variable
///   `HEDDLE_ASYNC_DEBUG` is `1`.
/// - `threadsMax`: how many threads [Async#toThread] may use at once, over all loops opened together; 64.
public record LoopOptions(LoopTransport transport, Time time, Duration heldMax, boolean isDebugged, int threadsMax) {
    private static final LoopOptions DEFAULTS =
            new LoopOptions(LoopTransport.AUTO, Time.system(), heldMaxFromOutside(), isDebuggedFromOutside(), 64);

    /// Checks the ranges.
    public LoopOptions {
        if (heldMax.isNegative()) {
            throw new IllegalArgumentException(
                    "heldMax is " + heldMax + "; it must not be negative (zero turns it off)");
        }
        if (threadsMax < 1) {
            throw new IllegalArgumentException("threadsMax is " + threadsMax + "; it must be at least 1");
        }
    }

    /// The defaults above.
    public static LoopOptions defaults() {
        return DEFAULTS;
    }

    /// These options with another transport.
    public LoopOptions transport(LoopTransport other) {
        return new LoopOptions(other, time, heldMax, isDebugged, threadsMax);
    }

    /// These options with another clock.
    public LoopOptions time(Time other) {
        return new LoopOptions(transport, other, heldMax, isDebugged, threadsMax);
    }

    /// These options with another limit for holding a loop.
    public LoopOptions heldMax(Duration other) {
        return new LoopOptions(transport, time, other, isDebugged, threadsMax);
    }

    /// These options with debug mode on or off.
    public LoopOptions isDebugged(boolean other) {
        return new LoopOptions(transport, time, heldMax, other, threadsMax);
    }

    /// These options with another number of threads for blocking work.
    public LoopOptions threadsMax(int other) {
        return new LoopOptions(transport, time, heldMax, isDebugged, other);
    }

    private static Duration heldMaxFromOutside() {
        return Duration.ofMillis(Long.getLong("heddle.async.heldMillis", 100));
    }

    private static boolean isDebuggedFromOutside() {
        return Boolean.getBoolean("heddle.async.debug") || "1".equals(System.getenv("HEDDLE_ASYNC_DEBUG"));
    }

    /// Starts a loop made so, whose blocking work goes to `workers`.
    Loop open(Workers workers) {
        TreeSignal.listenIfAsked();
        var loop = Loop.open(transport.transport(), time, heldMax, isDebugged);
        loop.bind(Workers.OF_LOOP, workers);
        return loop;
    }
}
