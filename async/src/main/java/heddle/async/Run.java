package heddle.async;

import heddle.async.loop.Loop;
import heddle.async.scope.Child;
import heddle.async.scope.Detached;
import heddle.async.scope.Workers;
import heddle.async.task.Body;
import org.jspecify.annotations.Nullable;

/// A loop, a first task on it, and a thread that waits for its end.
final class Run {
    private Run() {}

    static <T extends @Nullable Object, X extends Exception> T run(LoopOptions options, Body<? extends T, X> body)
            throws X {
        if (Loop.isPresent()) {
            throw new IllegalStateException(
                    "Async.run(...) is already running around this code; call the code directly,"
                            + " or start it as a task of a TaskGroup");
        }
        try (var workers = new Workers(options.threadsMax());
                var loop = options.open(workers);
                var _ = Detached.of(loop)) {
            var main = new Child<T>(loop, null, "main", body);
            main.start();
            return main.<X>awaitOutside();
        }
    }
}
