package heddle.websocket;

import java.time.Duration;

/// How a WebSocket finds out that the other side is gone: when nothing has come for an interval, it sends a
/// ping, and when nothing comes after that either, it is lost.
///
/// Only a side that reads can hear: the timeout runs while a task waits in `receive()`.
///
/// @param interval of silence before a ping
/// @param timeout after a ping
public record HeartbeatOptions(Duration interval, Duration timeout) {
    public HeartbeatOptions {
        if (!interval.isPositive() || !timeout.isPositive()) {
            throw new IllegalArgumentException(
                    "interval and timeout are positive, not %s and %s".formatted(interval, timeout));
        }
    }
}
