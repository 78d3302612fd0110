package heddle.fetch.frontier;

/// Why what is left of a host is not asked for.
public enum GivenUp {
    /// It could not be reached, again and again.
    HOST_DOWN,
    /// It asks to be left alone for longer than anything is tried.
    HOST_BUSY,
    /// It has had all the time that a host may have.
    HOST_BUDGET
}
