package heddle.fetch.frontier;

/// What a host is held to.
///
/// @param concurrency   exchanges at once
/// @param intervalNanos between the starts of two
public record HostRules(int concurrency, long intervalNanos) {
    /// Nothing but what all hosts together are held to.
    public static final HostRules NONE = new HostRules(Integer.MAX_VALUE, 0);

    /// Whether the host may have to wait while nobody else is busy.
    boolean areSome() {
        return concurrency < Integer.MAX_VALUE || intervalNanos > 0;
    }
}
