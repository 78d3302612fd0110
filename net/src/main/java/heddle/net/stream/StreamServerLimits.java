package heddle.net.stream;

import java.time.Duration;

/// How much a server takes on.
///
/// @param connectionsMax how many connections are open at a time; more wait in the kernel until one has ended
/// @param backlog how many wait there before it turns others away; the kernel may have a lower limit of its own
/// @param handshakeTimeout how long a peer may take over TLS before it is cut
public record StreamServerLimits(int connectionsMax, int backlog, Duration handshakeTimeout) {

    public StreamServerLimits {
        if (connectionsMax < 1 || backlog < 1 || !handshakeTimeout.isPositive()) {
            throw new IllegalArgumentException(
                    "limits of a server are positive, not connectionsMax %d, backlog %d, handshakeTimeout %s"
                            .formatted(connectionsMax, backlog, handshakeTimeout));
        }
    }

    /// 10,000 connections, a backlog of 4096, 10 s.
    public static StreamServerLimits defaults() {
        return new StreamServerLimits(10_000, 4096, Duration.ofSeconds(10));
    }

    public StreamServerLimits connectionsMax(int connectionsMax) {
        return new StreamServerLimits(connectionsMax, backlog, handshakeTimeout);
    }

    public StreamServerLimits backlog(int backlog) {
        return new StreamServerLimits(connectionsMax, backlog, handshakeTimeout);
    }

    public StreamServerLimits handshakeTimeout(Duration handshakeTimeout) {
        return new StreamServerLimits(connectionsMax, backlog, handshakeTimeout);
    }
}
