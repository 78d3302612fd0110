package heddle.async;

import heddle.async.task.Action;
import heddle.async.task.Body;
import org.jspecify.annotations.Nullable;

/// A loop that outlives a run, and that answers to Ctrl-C: for the `main` of a program.
///
///     void main() {
///         try (var runner = Runner.open()) {
///             runner.run(() -> serve());
///         }
///     }
///
/// Within [#run(Action)] the first Ctrl-C cancels the first task, so that every `finally` is run and everything it
/// has started ends; then it throws [heddle.async.task.CancelledException]. The second ends the process at once,
/// with status 130. [Async#run] leaves signals to the JVM, and so does this between runs: then Ctrl-C ends the
/// process without a `finally`.
///
/// It belongs to the thread that opened it. After asyncio's `Runner`.
public final class Runner implements AutoCloseable {
    private final Run run;

    private Runner(LoopOptions options) {
        this.run = new Run(options);
    }

    /// Starts a loop.
    public static Runner open() {
        return open(LoopOptions.defaults());
    }

    /// Starts a loop that is made as `options` say.
    public static Runner open(LoopOptions options) {
        return new Runner(options);
    }

    /// Runs `action` as the first task of the loop and returns when that and the groups it opened have ended; what
    /// is [detached][TaskGroup#detached()] goes on. An interrupt of the calling thread cancels it.
    public <X extends Exception> void run(Action<X> action) throws X {
        this.<@Nullable Void, X>run(Body.of(action));
    }

    /// As [#run(Action)], and returns what `body` does.
    public <T extends @Nullable Object, X extends Exception> T run(Body<? extends T, X> body) throws X {
        var main = run.<T>first(body);
        try (var _ = CtrlC.listen(main::cancel)) {
            return run.<T, X>await(main);
        }
    }

    /// Cancels what is left, says in the log how much that was, waits for its end, and ends the loop. What failed
    /// and was not [awaited][heddle.async.task.Task#await()] is thrown, the first with the others suppressed. Does
    /// nothing the second time. Throws [IllegalStateException] in a task of this loop.
    @Override
    public void close() {
        run.close();
    }
}
