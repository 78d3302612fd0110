package heddle.fetch.options;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// What each host is spared. The defaults do not hold for this very machine (`localhost`, 127.0.0.0/8, ::1), which
/// needs none of it; what is asked for holds there, too.
///
/// @param hostConcurrency exchanges at once with one host and port; 8 unless it is given
/// @param hostInterval    between the starts of two exchanges with one; 50 ms unless it is given
public record Politeness(OptionalInt hostConcurrency, Optional<Duration> hostInterval) {
    /// Checks that every limit is one.
    public Politeness {
        if (hostConcurrency.orElse(1) < 1) {
            throw new IllegalArgumentException(
                    "hostConcurrency is " + hostConcurrency.getAsInt() + "; it must be 1 or more");
        }
        if (hostInterval.orElse(Duration.ZERO).isNegative()) {
            throw new IllegalArgumentException("hostInterval is " + hostInterval.get() + "; it must not be negative");
        }
    }

    /// The defaults named above, with nothing asked for.
    public static Politeness defaults() {
        return new Politeness(OptionalInt.empty(), Optional.empty());
    }

    /// With so many exchanges at once with any one host.
    public Politeness hostConcurrency(int exchanges) {
        return new Politeness(OptionalInt.of(exchanges), hostInterval);
    }

    /// With so much time between the starts of two exchanges with any one host; zero for none.
    public Politeness hostInterval(Duration interval) {
        return new Politeness(hostConcurrency, Optional.of(interval));
    }
}
