package heddle.server;

import java.time.Duration;

/// How long a server waits for its peers. None of these runs while a handler works. Each must be positive, else an
/// [IllegalArgumentException] names it.
///
/// @param head from the first byte of a request's head to its last, and from the accepted connection to its first
///     head; 10 s by default; then 408
/// @param idle between a reply and the next request; 75 s by default; then the connection is closed
/// @param read the window of time in which a body must bring `bodyBytesPerSecondMin`, as long as somebody reads it;
///     30 s by default; then 408
/// @param bodyBytesPerSecondMin what a body must bring on average; 240 by default, 0 for no minimum
/// @param write how long a peer may take nothing of a reply; 60 s by default; then the connection is cut
public record ServerTimeouts(Duration head, Duration idle, Duration read, long bodyBytesPerSecondMin, Duration write) {
    /// 10 s, 75 s, 30 s, 240 bytes a second, 60 s.
    public static final ServerTimeouts DEFAULT = new ServerTimeouts(
            Duration.ofSeconds(10), Duration.ofSeconds(75), Duration.ofSeconds(30), 240, Duration.ofSeconds(60));

    public ServerTimeouts {
        requirePositive("head", head);
        requirePositive("idle", idle);
        requirePositive("read", read);
        requirePositive("write", write);
        if (bodyBytesPerSecondMin < 0) {
            throw new IllegalArgumentException(
                    "bodyBytesPerSecondMin must be at least 0, not " + bodyBytesPerSecondMin);
        }
    }

    /// The same with another limit for heads.
    public ServerTimeouts head(Duration head) {
        return new ServerTimeouts(head, idle, read, bodyBytesPerSecondMin, write);
    }

    /// The same with another limit for idle connections.
    public ServerTimeouts idle(Duration idle) {
        return new ServerTimeouts(head, idle, read, bodyBytesPerSecondMin, write);
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("the time limit '%s' must be longer than %s".formatted(name, value));
        }
    }
}
