package heddle.fetch.frontier;

/// What a host is held to.
///
/// @param concurrency   exchanges at once
/// @param intervalNanos between the starts of two
/// @param isGentle      whether it is begun slowly, and asked more slowly while its answers say that it has too much
///                      to do
/// @param patience      with its failures
public record HostRules(int concurrency, long intervalNanos, boolean isGentle, Patience patience) {
    /// Nothing but what all hosts together are held to.
    public static final HostRules NONE = new HostRules(Integer.MAX_VALUE, 0, false, Patience.NONE);

    /// Whether the host may have to wait while nobody else is busy.
    boolean areSome() {
        return concurrency < Integer.MAX_VALUE || intervalNanos > 0 || isBackedOff();
    }

    /// Whether it is left alone for a while when it says so, or cannot be reached.
    boolean isBackedOff() {
        return isGentle || patience.retries() > 0;
    }
}
