package heddle.testkit.network;

import java.time.Duration;

/// How packets get from one host to another, in one direction or both. Immutable: start with [#defaults()].
///
/// Within one connection bytes stay in order, as in TCP; those of different connections overtake each other as
/// jitter and loss have it.
///
/// @param latency how long a packet is on its way
/// @param jitter how much longer at most, drawn for each packet
/// @param bytesPerSecond how many bytes the connections of this direction carry together; 0 for no limit
/// @param loss how likely a packet is lost, from 0 to 1; TCP sends it again, so it comes later, and what follows it
///     too
/// @param windowBytes how much a sender may have under way and unread by the peer's program: the buffers of both
///     kernels
/// @param segmentBytesMax how many bytes come at once; 1 for readers that should cope with any split
public record Link(
        Duration latency, Duration jitter, long bytesPerSecond, double loss, int windowBytes, int segmentBytesMax) {
    private static final Link DEFAULTS = new Link(Duration.ofMillis(1), Duration.ZERO, 0, 0, 256 << 10, 16 << 10);

    /// Checks the ranges.
    public Link {
        if (latency.isNegative() || jitter.isNegative()) {
            throw new IllegalArgumentException(
                    "latency and jitter must not be negative, not " + latency + " and " + jitter);
        }
        if (bytesPerSecond < 0) {
            throw new IllegalArgumentException(
                    "bytesPerSecond must not be negative (0: no limit), not " + bytesPerSecond);
        }
        if (!(loss >= 0 && loss < 1)) {
            throw new IllegalArgumentException(
                    "loss is a probability from 0 to below 1, not " + loss + "; cut a link with Network.partition");
        }
        if (windowBytes < 1 || segmentBytesMax < 1) {
            throw new IllegalArgumentException("windowBytes and segmentBytesMax must be at least 1, not " + windowBytes
                    + " and " + segmentBytesMax);
        }
    }

    /// 1 ms without jitter, no limit to bandwidth, nothing lost, a window of 256 KiB, 16 KiB at once.
    public static Link defaults() {
        return DEFAULTS;
    }

    /// This link with another latency.
    public Link latency(Duration other) {
        return new Link(other, jitter, bytesPerSecond, loss, windowBytes, segmentBytesMax);
    }

    /// This link with another jitter.
    public Link jitter(Duration other) {
        return new Link(latency, other, bytesPerSecond, loss, windowBytes, segmentBytesMax);
    }

    /// This link with another bandwidth.
    public Link bytesPerSecond(long other) {
        return new Link(latency, jitter, other, loss, windowBytes, segmentBytesMax);
    }

    /// This link with another loss.
    public Link loss(double other) {
        return new Link(latency, jitter, bytesPerSecond, other, windowBytes, segmentBytesMax);
    }

    /// This link with another window.
    public Link windowBytes(int other) {
        return new Link(latency, jitter, bytesPerSecond, loss, other, segmentBytesMax);
    }

    /// This link with another split.
    public Link segmentBytesMax(int other) {
        return new Link(latency, jitter, bytesPerSecond, loss, windowBytes, other);
    }
}
