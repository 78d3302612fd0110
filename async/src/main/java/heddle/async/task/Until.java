package heddle.async.task;

/// How long [heddle.async.Async#waitFor] waits for several tasks.
public enum Until {
    /// Until one has ended, in whatever way.
    FIRST_COMPLETED,
    /// Until one has failed, or all have ended.
    FIRST_FAILED,
    /// Until all have ended.
    ALL_COMPLETED
}
