package heddle.async.time;

/// A source of time for a loop: all its timers, sleeps and timeouts read it, and nothing else.
///
/// Safe for use from any thread.
public sealed interface Time permits SystemTime, VirtualTime {
    /// Nanoseconds since some fixed but arbitrary origin, as [System#nanoTime()]; only differences mean anything.
    long nanoTime();

    /// The system's monotonic clock.
    static Time system() {
        return SystemTime.INSTANCE;
    }
}
