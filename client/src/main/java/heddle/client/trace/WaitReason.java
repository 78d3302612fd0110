package heddle.client.trace;

/// Why an exchange found no connection that could take it at once.
public enum WaitReason {
    /// There is none to that server yet, or the first is being made.
    NO_CONNECTION,
    /// What was there had been idle or had lived for too long, or its peer had closed it: its
    /// [ConnectionEvent.Closed] says which.
    STALE,
    /// All are busy; another is made for those who wait, or will be when that pays.
    BUSY,
    /// All are busy, and there are as many as one host may have.
    HOST_LIMIT,
    /// The session has as many connections as it may have.
    TOTAL_LIMIT
}
