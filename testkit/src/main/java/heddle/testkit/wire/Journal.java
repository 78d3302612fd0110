package heddle.testkit.wire;

/// Where the simulated network says what happens, for the trace.
@FunctionalInterface
public interface Journal {
    /// `who` did `what`; `amount` says how much of it, or 0.
    void note(String who, String what, long amount);
}
