package heddle.client.middleware;

import heddle.http.retry.Backoff;
import heddle.http.retry.RetryCauses;
import java.time.Duration;

/// How a call is tried again. Immutable; each method makes other options.
///
/// @param triesMax how often a request is sent in all; at least 1, 4 by default
/// @param causes after what; what may pass by itself by default
/// @param backoff how long to wait, unless the server says; at most 500 ms after the first failure and 30 s after many
///     by default
/// @param retryAfterMax how long a server may make us wait; what asks for more is given to the caller at once; 1
///     minute by default
/// @param budget from the beginning of the call to the start of its last try; 2 minutes by default
/// @param repeats which requests may be sent twice
public record RetryOptions(
        int triesMax, RetryCauses causes, Backoff backoff, Duration retryAfterMax, Duration budget, Repeats repeats) {

    /// Which requests may be sent twice.
    public enum Repeats {
        /// Those whose method is idempotent (RFC 9110, 9.2.2), or that have an `Idempotency-Key`; and any that failed
        /// before it was sent.
        IDEMPOTENT,
        /// All: the caller knows that his servers do not mind.
        ALL
    }

    public RetryOptions {
        if (triesMax < 1) {
            throw new IllegalArgumentException("triesMax is %d; it must be at least 1".formatted(triesMax));
        }
        requirePositive("retryAfterMax", retryAfterMax);
        requirePositive("budget", budget);
    }

    /// 4 tries within 2 minutes, for what may pass, of what may be repeated.
    public static RetryOptions defaults() {
        return new RetryOptions(
                4,
                RetryCauses.defaults(),
                new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30)),
                Duration.ofMinutes(1),
                Duration.ofMinutes(2),
                Repeats.IDEMPOTENT);
    }

    /// With so many tries in all.
    public RetryOptions triesMax(int tries) {
        return new RetryOptions(tries, causes, backoff, retryAfterMax, budget, repeats);
    }

    /// After these failures and statuses; see [RetryCauses].
    public RetryOptions on(String... words) {
        return new RetryOptions(triesMax, RetryCauses.of(words), backoff, retryAfterMax, budget, repeats);
    }

    /// With these waits between tries.
    public RetryOptions backoff(Duration first, Duration most) {
        return new RetryOptions(triesMax, causes, new Backoff(first, most), retryAfterMax, budget, repeats);
    }

    /// Obeying a server that asks for no more than that.
    public RetryOptions retryAfterMax(Duration most) {
        return new RetryOptions(triesMax, causes, backoff, most, budget, repeats);
    }

    /// With so much time until the last try starts.
    public RetryOptions budget(Duration time) {
        return new RetryOptions(triesMax, causes, backoff, retryAfterMax, time, repeats);
    }

    /// Repeating these requests.
    public RetryOptions repeats(Repeats requests) {
        return new RetryOptions(triesMax, causes, backoff, retryAfterMax, budget, requests);
    }

    private static void requirePositive(String what, Duration time) {
        if (!time.isPositive()) {
            throw new IllegalArgumentException("%s is %s; it must be positive".formatted(what, time));
        }
    }
}
