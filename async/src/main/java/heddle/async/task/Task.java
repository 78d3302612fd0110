package heddle.async.task;

import org.jspecify.annotations.Nullable;

/// A running coroutine and the handle on it.
///
/// Tasks are started in a [heddle.async.TaskGroup] or by [heddle.async.Loops], which wait for them and care for
/// their failures, so a handle may be dropped. Everything here may be called from any thread.
public interface Task<T extends @Nullable Object> {
    /// Parks until the task has ended, and returns its result.
    ///
    /// Throws what the task threw (a [java.util.concurrent.CompletionException] around it, if that is a checked
    /// exception), a [java.util.concurrent.CancellationException] if the task was cancelled, and
    /// [CancelledException] if the caller is. A thread that is no coroutine blocks, and an interrupt counts as its
    /// cancellation.
    T await();

    /// As [#await()], but gives what became of the task as a value; throws only [CancelledException].
    Settled<T> join();

    /// What [#await()] would return or throw, of a task that has ended; [IllegalStateException] if it still runs.
    T result();

    /// Asks the task to stop: every wait inside it throws from now on. Its group and siblings are not concerned; a
    /// task that ends so has not failed. Does not wait for the end. Does nothing to a task that has ended.
    void cancel();

    /// The name given at the start; empty if there was none.
    String name();

    /// Where the task stands.
    State state();

    /// Whether the task has ended, in whatever way.
    boolean isDone();

    /// Where a task stands: it runs, then ends in one of three ways.
    enum State {
        /// Started, and not yet ended.
        RUNNING,
        /// Ended with a result.
        SUCCEEDED,
        /// Ended with an exception of its own.
        FAILED,
        /// Ended because it was cancelled.
        CANCELLED
    }
}
