package heddle.websocket;

import java.time.Duration;
import java.util.Optional;

/// How a WebSocket behaves, on either side. Immutable; each method makes other options.
///
/// @param frameBytesMax what one frame may bring; 2^31 − 1 by default, for frames are read in pieces
/// @param messageBytesMax what a message may have that is received whole, after decompression; 4 MiB by default
/// @param closeTimeout how long closing waits for the other side; 10 s by default
/// @param heartbeat whether a silent connection is looked after; not, by default
/// @param compression whether compression is offered, or accepted; not, by default
public record WebSocketOptions(
        long frameBytesMax,
        int messageBytesMax,
        Duration closeTimeout,
        Optional<HeartbeatOptions> heartbeat,
        Optional<CompressionOptions> compression) {
    public WebSocketOptions {
        if (frameBytesMax < 1 || messageBytesMax < 1 || !closeTimeout.isPositive()) {
            throw new IllegalArgumentException(
                    "limits are positive, not frameBytesMax %d, messageBytesMax %d, closeTimeout %s"
                            .formatted(frameBytesMax, messageBytesMax, closeTimeout));
        }
    }

    /// Messages of 4 MiB, 10 s to close, without heartbeat and compression.
    public static WebSocketOptions defaults() {
        return new WebSocketOptions(
                Integer.MAX_VALUE, 4 << 20, Duration.ofSeconds(10), Optional.empty(), Optional.empty());
    }

    public WebSocketOptions frameBytesMax(long frameBytesMax) {
        return new WebSocketOptions(frameBytesMax, messageBytesMax, closeTimeout, heartbeat, compression);
    }

    public WebSocketOptions messageBytesMax(int messageBytesMax) {
        return new WebSocketOptions(frameBytesMax, messageBytesMax, closeTimeout, heartbeat, compression);
    }

    public WebSocketOptions closeTimeout(Duration closeTimeout) {
        return new WebSocketOptions(frameBytesMax, messageBytesMax, closeTimeout, heartbeat, compression);
    }

    /// Sends a ping after so much silence, and takes the connection for lost when as much again has passed.
    public WebSocketOptions heartbeat(Duration interval) {
        return heartbeat(new HeartbeatOptions(interval, interval));
    }

    public WebSocketOptions heartbeat(HeartbeatOptions heartbeat) {
        return new WebSocketOptions(frameBytesMax, messageBytesMax, closeTimeout, Optional.of(heartbeat), compression);
    }

    /// Compresses messages with the default options, if the other side does, too.
    public WebSocketOptions compressed() {
        return compression(CompressionOptions.defaults());
    }

    public WebSocketOptions compression(CompressionOptions compression) {
        return new WebSocketOptions(frameBytesMax, messageBytesMax, closeTimeout, heartbeat, Optional.of(compression));
    }
}
