package heddle.async;

import heddle.async.task.Action;
import heddle.async.task.Body;
import heddle.async.time.VirtualTime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A run in virtual time, for tests.
final class Simulation {
    private final VirtualTime time = VirtualTime.start();

    static <X extends Exception> void simulate(Action<X> action) throws X {
        new Simulation().run(action);
    }

    static <T extends @Nullable Object, X extends Exception> T simulate(Body<? extends T, X> body) throws X {
        return new Simulation().run(body);
    }

    <X extends Exception> void run(Action<X> action) throws X {
        Async.run(options(), action);
    }

    <T extends @Nullable Object, X extends Exception> T run(Body<? extends T, X> body) throws X {
        return Async.run(options(), body);
    }

    private LoopOptions options() {
        return LoopOptions.defaults().time(time);
    }

    Duration elapsed() {
        return time.elapsed();
    }

    /// Parks until the caller is cancelled.
    static void sleepForEver() {
        Async.sleep(Duration.ofDays(10_000));
    }
}
