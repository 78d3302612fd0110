package heddle.async.task;

/// Thrown by a [heddle.async.AsyncQueue] that is closed: to who puts something in at once, to who takes when
/// everything has been taken.
public final class QueueClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// The message says what was tried.
    public QueueClosedException(String message) {
        super(message);
    }
}
