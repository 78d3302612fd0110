package heddle.fetch.frontier;

/// What an exchange tells of its host.
///
/// @param verdict      on the host
/// @param isRetryable  whether the same URL may come to a better end later
/// @param latencyNanos from the request to the first byte of the answer; 0 when that is not known
/// @param waitNanos    for which the host wants to be left alone; 0 for none
public record Report(Verdict verdict, boolean isRetryable, long latencyNanos, long waitNanos) {
    /// The host has answered, and nothing is wrong with it; no more is known.
    public static final Report FINE = new Report(Verdict.FINE, false, 0, 0);

    /// How a host does.
    public enum Verdict {
        /// It answers.
        FINE,
        /// It fails, or takes too long.
        TROUBLED,
        /// It says that it is asked too much.
        OVERLOADED,
        /// It is not there.
        UNREACHABLE
    }
}
