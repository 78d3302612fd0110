package heddle.net.stream;

import java.time.Duration;

/// How much a server takes on, and how long things may take.
///
/// @param connectionsMax how many connections are open at a time; more wait in the kernel until one has ended
/// @param backlog how many wait there before it turns others away; the kernel may have a lower limit of its own
/// @param handshakeTimeout how long a peer may take over TLS before it is cut
/// @param closeGrace how long `close()` lets handlers go on before it cancels them
/// @param cancelGrace how long stopping waits for handlers that were cancelled to notice it
public record StreamServerLimits(
        int connectionsMax, int backlog, Duration handshakeTimeout, Duration closeGrace, Duration cancelGrace) {

    public StreamServerLimits {
        if (connectionsMax < 1 || backlog < 1 || !handshakeTimeout.isPositive()) {
            throw new IllegalArgumentException(
                    "limits of a server are positive, not connectionsMax %d, backlog %d, handshakeTimeout %s"
                            .formatted(connectionsMax, backlog, handshakeTimeout));
        }
        if (closeGrace.isNegative() || cancelGrace.isNegative()) {
            throw new IllegalArgumentException("no grace of a server is negative, not closeGrace %s, cancelGrace %s"
                    .formatted(closeGrace, cancelGrace));
        }
    }

    /// 10,000 connections, a backlog of 4096, 10 s for TLS, 1 s and 5 s of grace.
    public static StreamServerLimits defaults() {
        return new StreamServerLimits(
                10_000, 4096, Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofSeconds(5));
    }

    public StreamServerLimits connectionsMax(int connectionsMax) {
        return new StreamServerLimits(connectionsMax, backlog, handshakeTimeout, closeGrace, cancelGrace);
    }

    public StreamServerLimits backlog(int backlog) {
        return new StreamServerLimits(connectionsMax, backlog, handshakeTimeout, closeGrace, cancelGrace);
    }

    public StreamServerLimits handshakeTimeout(Duration handshakeTimeout) {
        return new StreamServerLimits(connectionsMax, backlog, handshakeTimeout, closeGrace, cancelGrace);
    }

    public StreamServerLimits closeGrace(Duration closeGrace) {
        return new StreamServerLimits(connectionsMax, backlog, handshakeTimeout, closeGrace, cancelGrace);
    }

    public StreamServerLimits cancelGrace(Duration cancelGrace) {
        return new StreamServerLimits(connectionsMax, backlog, handshakeTimeout, closeGrace, cancelGrace);
    }
}
