package heddle.client.middleware;

import heddle.http.retry.RetryCauses;
import java.time.Duration;

/// When the circuit to a host opens. Immutable; each method makes other options.
///
/// @param causes what counts as a failure; statuses of 500 and above, and failures that are the server's or the way's,
///     by default
/// @param window over how many of the last requests failures are counted; at least 1, 20 by default
/// @param failuresMin how many of them open it; 1 to `window`, 10 by default
/// @param open how long it stays open; positive, 30 s by default
/// @param probes how many requests may then try at once whether it can be closed; all must succeed; at least
///     1, which is the default
/// @param hostsMax how many hosts are kept in mind; 10,000 by default; beyond, one that was not asked for long is
///     forgotten
public record CircuitOptions(RetryCauses causes, int window, int failuresMin, Duration open, int probes, int hostsMax) {
    private static final RetryCauses CAUSES = RetryCauses.of(
            "5xx",
            "resolve_failed",
            "connect_failed",
            "tls_failed",
            "connection_lost",
            "stream_reset",
            "timeout",
            "protocol_error");

    public CircuitOptions {
        if (failuresMin < 1 || window < failuresMin) {
            throw new IllegalArgumentException(
                    "failuresMin is %d and window %d; the former must be at least 1, the latter as many"
                            .formatted(failuresMin, window));
        }
        if (!open.isPositive()) {
            throw new IllegalArgumentException("open is %s; it must be positive".formatted(open));
        }
        if (probes < 1 || hostsMax < 1) {
            throw new IllegalArgumentException(
                    "probes is %d and hostsMax %d; both must be at least 1".formatted(probes, hostsMax));
        }
    }

    /// 10 failures among 20, open for 30 s, one probe.
    public static CircuitOptions defaults() {
        return new CircuitOptions(CAUSES, 20, 10, Duration.ofSeconds(30), 1, 10_000);
    }

    /// Counting these; see [RetryCauses].
    public CircuitOptions on(String... words) {
        return new CircuitOptions(RetryCauses.of(words), window, failuresMin, open, probes, hostsMax);
    }

    /// Opening after so many failures among so many requests.
    public CircuitOptions failures(int failuresMin, int window) {
        return new CircuitOptions(causes, window, failuresMin, open, probes, hostsMax);
    }

    /// Open for so long.
    public CircuitOptions open(Duration time) {
        return new CircuitOptions(causes, window, failuresMin, time, probes, hostsMax);
    }

    /// With so many probes at once.
    public CircuitOptions probes(int requests) {
        return new CircuitOptions(causes, window, failuresMin, open, requests, hostsMax);
    }

    /// Keeping so many hosts in mind.
    public CircuitOptions hostsMax(int hosts) {
        return new CircuitOptions(causes, window, failuresMin, open, probes, hosts);
    }
}
