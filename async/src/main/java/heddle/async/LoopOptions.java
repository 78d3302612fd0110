package heddle.async;

import heddle.async.loop.Loop;
import heddle.async.scope.Workers;
import heddle.async.time.Time;
import java.time.Duration;

/// How loops are made. Immutable: start with [#defaults()] and change what is to be different.
///
/// - `transport`: how sockets are driven; [LoopTransport#AUTO].
/// - `time`: the clock of sleeps and timeouts; the system's. A [heddle.async.time.VirtualTime] serves one loop.
/// - `heldMax`: how long a task may hold its loop before that is reported in the log, with its stack; 100 ms, zero
///   for never.
/// - `threadsMax`: how many threads [Async#toThread] may use at once, over all loops opened together; 64.
public record LoopOptions(LoopTransport transport, Time time, Duration heldMax, int threadsMax) {
    private static final LoopOptions DEFAULTS =
            new LoopOptions(LoopTransport.AUTO, Time.system(), Duration.ofMillis(100), 64);

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
        return new LoopOptions(other, time, heldMax, threadsMax);
    }

    /// These options with another clock.
    public LoopOptions time(Time other) {
        return new LoopOptions(transport, other, heldMax, threadsMax);
    }

    /// These options with another limit for holding a loop.
    public LoopOptions heldMax(Duration other) {
        return new LoopOptions(transport, time, other, threadsMax);
    }

    /// These options with another number of threads for blocking work.
    public LoopOptions threadsMax(int other) {
        return new LoopOptions(transport, time, heldMax, other);
    }

    /// Starts a loop made so, whose blocking work goes to `workers`.
    Loop open(Workers workers) {
        var loop = Loop.open(transport.transport(), time, heldMax);
        loop.bind(Workers.OF_LOOP, workers);
        return loop;
    }
}
