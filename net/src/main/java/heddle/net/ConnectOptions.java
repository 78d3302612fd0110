package heddle.net;

import java.time.Duration;

/// How an address is reached: TCP, by Happy Eyeballs version 2 (RFC 8305) when there are several.
///
/// @param timeout the longest that connecting takes, over all addresses together
/// @param attemptDelay how long one attempt runs alone before the next address is tried beside it (RFC 8305 §5)
/// @param tcpNoDelay send small writes at once, without Nagle's algorithm
/// @param keepAlive let the kernel probe idle connections
public record ConnectOptions(Duration timeout, Duration attemptDelay, boolean tcpNoDelay, boolean keepAlive) {

    public ConnectOptions {
        Limits.positive("connect timeout", timeout);
        Limits.positive("connect attemptDelay", attemptDelay);
    }

    /// 10 s over all addresses, 250 ms between attempts, no delay, no keep-alive probes.
    public static ConnectOptions defaults() {
        return new ConnectOptions(Duration.ofSeconds(10), Duration.ofMillis(250), true, false);
    }

    public ConnectOptions timeout(Duration timeout) {
        return new ConnectOptions(timeout, attemptDelay, tcpNoDelay, keepAlive);
    }

    public ConnectOptions attemptDelay(Duration attemptDelay) {
        return new ConnectOptions(timeout, attemptDelay, tcpNoDelay, keepAlive);
    }

    public ConnectOptions tcpNoDelay(boolean tcpNoDelay) {
        return new ConnectOptions(timeout, attemptDelay, tcpNoDelay, keepAlive);
    }

    public ConnectOptions keepAlive(boolean keepAlive) {
        return new ConnectOptions(timeout, attemptDelay, tcpNoDelay, keepAlive);
    }
}
