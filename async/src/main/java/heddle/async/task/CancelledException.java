package heddle.async.task;

/// Thrown by a wait in a cancelled scope, and by every later wait there: the work is not wanted any more. A wait
/// for what is there already still returns it.
///
/// Let it pass. The scope that was cancelled (the task, the group, the timeout) ends it; whoever catches it on the
/// way and goes on meets it again at the next wait. Clean up in `finally`; wait in there with
/// [heddle.async.Async#shield] only.
public final class CancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// The message says who is cancelled.
    public CancelledException(String message) {
        super(message);
    }
}
