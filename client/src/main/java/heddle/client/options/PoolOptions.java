package heddle.client.options;

import java.time.Duration;

/// How many connections a session keeps on one loop, for how long, and for how many requests.
///
/// Idle connections count, too: one of another host is closed to make room.
///
/// @param totalMax connections at once on one loop, to all hosts together; at least 1, by default three quarters of the
///     files that this process may open
/// @param perHostMax connections at once to one host, port and scheme; at least 1, 1,024 by default
/// @param idle how long an unused connection is kept; not negative, 30 s by default; a server's `Keep-Alive: timeout`
///     may make it shorter
/// @param lifetime how long a connection gets new requests, from the moment it is there; positive, [Timeouts#NEVER] by
///     default; what is under way when it is over is left to end
/// @param requestsMax requests that one connection serves; at least 1, [#UNLIMITED] by default
public record PoolOptions(int totalMax, int perHostMax, Duration idle, Duration lifetime, int requestsMax) {
    /// As many as there are.
    public static final int UNLIMITED = Integer.MAX_VALUE;

    public PoolOptions {
        requirePositive("totalMax", totalMax);
        requirePositive("perHostMax", perHostMax);
        requirePositive("requestsMax", requestsMax);
        if (!lifetime.isPositive()) {
            throw new IllegalArgumentException("lifetime is %s; it must be positive".formatted(lifetime));
        }
        if (idle.isNegative()) {
            throw new IllegalArgumentException("idle is %s; it cannot be negative".formatted(idle));
        }
    }

    /// Three quarters of the files this process may open, 1,024 to a host, idle for 30 s, of any age.
    public static PoolOptions defaults() {
        return new PoolOptions(OpenFiles.connections(), 1024, Duration.ofSeconds(30), Timeouts.NEVER, UNLIMITED);
    }

    /// With at most so many connections.
    public PoolOptions totalMax(int totalMax) {
        return new PoolOptions(totalMax, perHostMax, idle, lifetime, requestsMax);
    }

    /// With at most so many connections to one host.
    public PoolOptions perHostMax(int perHostMax) {
        return new PoolOptions(totalMax, perHostMax, idle, lifetime, requestsMax);
    }

    /// With unused connections kept so long.
    public PoolOptions idle(Duration idle) {
        return new PoolOptions(totalMax, perHostMax, idle, lifetime, requestsMax);
    }

    /// With connections that get no new request once they are so old.
    public PoolOptions lifetime(Duration lifetime) {
        return new PoolOptions(totalMax, perHostMax, idle, lifetime, requestsMax);
    }

    /// With so many requests at most on one connection.
    public PoolOptions requestsMax(int requestsMax) {
        return new PoolOptions(totalMax, perHostMax, idle, lifetime, requestsMax);
    }

    private static void requirePositive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s is %d; it must be at least 1".formatted(what, value));
        }
    }
}
