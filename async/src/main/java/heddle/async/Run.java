package heddle.async;

import heddle.async.loop.Loop;
import heddle.async.scope.Child;
import heddle.async.scope.Detached;
import heddle.async.scope.Workers;
import heddle.async.task.Body;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A loop and what belongs to it, for first tasks one after the other, each with a thread that waits for its end.
final class Run implements AutoCloseable {
    private final Workers workers;
    private final Loop loop;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    Run(LoopOptions options) {
        refuseInside();
        this.workers = new Workers(options.threadsMax());
        this.loop = options.open(workers);
        loop.pauseTime(); // it passes only in runs
    }

    /// One loop for one first task.
    static <T extends @Nullable Object, X extends Exception> T run(LoopOptions options, Body<? extends T, X> body)
            throws X {
        try (var run = new Run(options)) {
            return run.<T, X>await(run.first(body));
        }
    }

    /// A first task, not yet started.
    <T extends @Nullable Object> Child<T> first(Body<? extends T, ?> body) {
        refuseInside();
        return new Child<T>(loop, null, "main", body);
    }

    /// Starts a first task and waits for its end.
    <T extends @Nullable Object, X extends Exception> T await(Child<T> main) throws X {
        loop.resumeTime();
        main.start();
        return main.<X>awaitOutside();
    }

    private static void refuseInside() {
        if (Loop.isPresent()) {
            throw new IllegalStateException(
                    "Async.run(...) is already running around this code; call the code directly,"
                            + " or start it as a task of a TaskGroup");
        }
    }

    @Override
    public void close() {
        loop.requireOutside();
        if (isClosed.getAndSet(true)) {
            return;
        }
        try (workers;
                loop;
                var left = Detached.of(loop)) {
            left.awaitHandedOver();
            left.cancel();
            loop.resumeTime();
        }
    }
}
