package heddle.async.task;

/// Code that gives nothing and may throw `X`; it runs on a coroutine and may wait.
@FunctionalInterface
public interface Action<X extends Exception> {
    /// Does the work.
    void run() throws X;
}
