package heddle.net;

import java.time.Duration;

/// How an address is reached: TCP, by Happy Eyeballs version 2 (RFC 8305) when there are several.
///
/// @param timeout the longest that connecting takes, over all addresses together; positive, 10 s by default; when
///     it has passed the dial fails with [DialFailure#CONNECT_TIMED_OUT]
/// @param attemptDelay how long one attempt runs alone before the next address is tried beside it; positive, 250 ms
///     by default, as RFC 8305 §5 recommends; an attempt that fails earlier gives way at once
/// @param tcpNoDelay send small writes at once, without Nagle's algorithm (RFC 1122 §4.2.3.4); true by default
/// @param keepAlive let the kernel probe idle connections (RFC 1122 §4.2.3.6), after the time that the system sets,
///     mostly 2 h; false by default, since the pool closes what is idle long before
/// @param reach which addresses may be dialled; any by default
public record ConnectOptions(
        Duration timeout, Duration attemptDelay, boolean tcpNoDelay, boolean keepAlive, Reach reach) {

    public ConnectOptions {
        Limits.positive("connect timeout", timeout);
        Limits.positive("connect attemptDelay", attemptDelay);
    }

    /// 10 s over all addresses, 250 ms between attempts, small writes at once, no keep-alive probes,
    /// any address.
    public static ConnectOptions defaults() {
        return new ConnectOptions(Duration.ofSeconds(10), Duration.ofMillis(250), true, false, Reach.ANYWHERE);
    }

    /// A copy with this limit for all addresses together.
    public ConnectOptions timeout(Duration timeout) {
        return new ConnectOptions(timeout, attemptDelay, tcpNoDelay, keepAlive, reach);
    }

    /// A copy with this delay between attempts.
    public ConnectOptions attemptDelay(Duration attemptDelay) {
        return new ConnectOptions(timeout, attemptDelay, tcpNoDelay, keepAlive, reach);
    }

    /// A copy that sends small writes at once, or lets the kernel gather them.
    public ConnectOptions tcpNoDelay(boolean tcpNoDelay) {
        return new ConnectOptions(timeout, attemptDelay, tcpNoDelay, keepAlive, reach);
    }

    /// A copy with or without the kernel's probes.
    public ConnectOptions keepAlive(boolean keepAlive) {
        return new ConnectOptions(timeout, attemptDelay, tcpNoDelay, keepAlive, reach);
    }

    /// A copy that dials these addresses alone.
    public ConnectOptions reach(Reach reach) {
        return new ConnectOptions(timeout, attemptDelay, tcpNoDelay, keepAlive, reach);
    }
}
