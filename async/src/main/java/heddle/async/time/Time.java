package heddle.async.time;

import java.time.Instant;

/// A source of time for a loop: all its timers, sleeps and timeouts read it, and nothing else.
///
/// Safe for use from any thread.
public sealed interface Time permits SystemTime, VirtualTime {
    /// Nanoseconds since some fixed but arbitrary origin, as [System#nanoTime()]; only differences mean anything.
    long nanoTime();

    /// What a clock on the wall shows. Virtual time begins with the year 2000, in UTC.
    Instant instant();

    /// The system's monotonic clock.
    static Time system() {
        return SystemTime.INSTANCE;
    }
}
