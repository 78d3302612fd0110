package heddle.fetch.options;

import heddle.http.Status;
import heddle.http.retry.RetryCauses;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// How often, and after what, a URL is tried again. While it waits for that it holds nothing.
///
/// The wait is a random time below a limit that doubles with each try (*full jitter*), or as long as the server
/// says. A host has as many second tries as a fifth of its first ones, and ten more.
///
/// @param times    tries after the first; 3 unless it is given, none for this very machine
/// @param on       what a URL is tried again after; what may pass by itself by default
/// @param delay    the most to wait before the second try; 1 s by default
/// @param span     from the first try to the start of the last; 10 minutes by default
/// @param hostTime that all URLs of a host may take, from the first of them; what is left then is given up as
///                 `host_budget`. No limit by default
public record Retries(OptionalInt times, RetryCauses on, Duration delay, Duration span, Optional<Duration> hostTime) {
    /// Tries after the first, unless it is given or the host is this very machine.
    public static final int TIMES = 3;

    /// Checks that every limit is one.
    public Retries {
        if (times.orElse(0) < 0) {
            throw new IllegalArgumentException("times is " + times.getAsInt() + "; it must be 0 or more");
        }
        positive("delay", delay);
        positive("span", span);
        hostTime.ifPresent(time -> positive("hostTime", time));
    }

    private static void positive(String name, Duration time) {
        if (!time.isPositive()) {
            throw new IllegalArgumentException(name + " is " + time + "; it must be positive");
        }
    }

    /// The defaults named above, with nothing asked for.
    public static Retries defaults() {
        return new Retries(
                OptionalInt.empty(),
                RetryCauses.defaults(),
                Duration.ofSeconds(1),
                Duration.ofMinutes(10),
                Optional.empty());
    }

    /// With so many tries after the first, for every host.
    public Retries times(int tries) {
        return new Retries(OptionalInt.of(tries), on, delay, span, hostTime);
    }

    /// With tries after these; see [RetryCauses].
    public Retries on(Set<String> words) {
        return new Retries(times, new RetryCauses(words), delay, span, hostTime);
    }

    /// With so long to wait before the second try, at most.
    public Retries delay(Duration most) {
        return new Retries(times, on, most, span, hostTime);
    }

    /// With so much time from the first try to the start of the last.
    public Retries span(Duration time) {
        return new Retries(times, on, delay, time, hostTime);
    }

    /// With so much time for all URLs of a host.
    public Retries hostTime(Duration time) {
        return new Retries(times, on, delay, span, Optional.of(time));
    }

    /// Whether a URL that was answered so is one to try again.
    public boolean isAfter(Status status) {
        return on.has(status);
    }

    /// Whether a URL that failed so is one to try again.
    ///
    /// @param kind        of the failure
    /// @param isTransient whether it says that it may pass
    public boolean isAfter(String kind, boolean isTransient) {
        return on.has(kind, isTransient);
    }
}
