package heddle.client.options;

import java.time.Duration;

/// How many connections a session keeps on one loop, and for how long.
///
/// Idle connections count, too: one of another host is closed to make room.
///
/// @param totalMax connections at once on one loop, to all hosts together; at least 1, by default three quarters of the
///     files that this process may open
/// @param perHostMax connections at once to one host, port and scheme; at least 1, 1,024 by default
/// @param idle how long an unused connection is kept; not negative, 30 s by default; a server's `Keep-Alive: timeout`
///     may make it shorter
public record PoolOptions(int totalMax, int perHostMax, Duration idle) {
    public PoolOptions {
        requirePositive("totalMax", totalMax);
        requirePositive("perHostMax", perHostMax);
        if (idle.isNegative()) {
            throw new IllegalArgumentException("idle is %s; it cannot be negative".formatted(idle));
        }
    }

    /// Three quarters of the files this process may open, 1,024 to a host, idle for 30 s.
    public static PoolOptions defaults() {
        return new PoolOptions(OpenFiles.connections(), 1024, Duration.ofSeconds(30));
    }

    /// With at most so many connections.
    public PoolOptions totalMax(int totalMax) {
        return new PoolOptions(totalMax, perHostMax, idle);
    }

    /// With at most so many connections to one host.
    public PoolOptions perHostMax(int perHostMax) {
        return new PoolOptions(totalMax, perHostMax, idle);
    }

    /// With unused connections kept so long.
    public PoolOptions idle(Duration idle) {
        return new PoolOptions(totalMax, perHostMax, idle);
    }

    private static void requirePositive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s is %d; it must be at least 1".formatted(what, value));
        }
    }
}
