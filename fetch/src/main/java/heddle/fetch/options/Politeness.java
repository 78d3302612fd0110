package heddle.fetch.options;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// What each host is spared. The defaults do not hold for this very machine (`localhost`, 127.0.0.0/8, ::1), which
/// needs none of it; what is asked for holds there, too.
///
/// A host that is spared is also begun slowly, asked more slowly while its answers come more slowly, and left alone
/// for as long as it asks for (`Retry-After`, `RateLimit`, 429, 503).
///
/// @param hostConcurrency exchanges at once with one host; 8 unless it is given
/// @param hostInterval    between the starts of two exchanges with one; 50 ms unless it is given
/// @param hostKey         what is one host; host and port by default
/// @param robots          what is made of robots.txt; obeyed unless it is given
/// @param optOut          what is made of pages that ask not to be used; nothing by default
public record Politeness(
        OptionalInt hostConcurrency,
        Optional<Duration> hostInterval,
        HostKey hostKey,
        Optional<RobotsUse> robots,
        OptOut optOut) {
    /// Exchanges at once with one host, unless it is given or the host is this very machine.
    public static final int HOST_CONCURRENCY = 8;

    /// Between the starts of two exchanges with one host, unless it is given or the host is this very machine.
    public static final Duration HOST_INTERVAL = Duration.ofMillis(50);

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
        return new Politeness(OptionalInt.empty(), Optional.empty(), HostKey.HOST, Optional.empty(), OptOut.IGNORE);
    }

    /// With so many exchanges at once with any one host.
    public Politeness hostConcurrency(int exchanges) {
        return new Politeness(OptionalInt.of(exchanges), hostInterval, hostKey, robots, optOut);
    }

    /// With so much time between the starts of two exchanges with any one host; zero for none.
    public Politeness hostInterval(Duration interval) {
        return new Politeness(hostConcurrency, Optional.of(interval), hostKey, robots, optOut);
    }

    /// With hosts told apart by this.
    public Politeness hostKey(HostKey key) {
        return new Politeness(hostConcurrency, hostInterval, key, robots, optOut);
    }

    /// With this made of robots.txt, for every host.
    public Politeness robots(RobotsUse use) {
        return new Politeness(hostConcurrency, hostInterval, hostKey, Optional.of(use), optOut);
    }

    /// With this made of pages that ask not to be used.
    public Politeness optOut(OptOut use) {
        return new Politeness(hostConcurrency, hostInterval, hostKey, robots, use);
    }
}
