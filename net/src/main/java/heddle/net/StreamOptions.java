package heddle.net;

import java.time.Duration;

/// How the streams of a connection behave.
///
/// @param bufferedBytesMax how many written bytes wait for a slow peer before writes park: the high-water mark
/// @param lineBytesMax how long a line may be, and how far `readUntil` looks
/// @param closeTimeout how long closing waits until a slow peer has taken what was written last, and how long the
///     peer then may take to close its side, while nobody waits
public record StreamOptions(int bufferedBytesMax, int lineBytesMax, Duration closeTimeout) {

    public StreamOptions {
        Limits.positive("bufferedBytesMax", bufferedBytesMax);
        Limits.positive("lineBytesMax", lineBytesMax);
        Limits.positive("closeTimeout", closeTimeout);
    }

    /// 64 KiB of each, 10 s.
    public static StreamOptions defaults() {
        return new StreamOptions(64 << 10, 64 << 10, Duration.ofSeconds(10));
    }

    public StreamOptions bufferedBytesMax(int bufferedBytesMax) {
        return new StreamOptions(bufferedBytesMax, lineBytesMax, closeTimeout);
    }

    public StreamOptions lineBytesMax(int lineBytesMax) {
        return new StreamOptions(bufferedBytesMax, lineBytesMax, closeTimeout);
    }

    public StreamOptions closeTimeout(Duration closeTimeout) {
        return new StreamOptions(bufferedBytesMax, lineBytesMax, closeTimeout);
    }
}
