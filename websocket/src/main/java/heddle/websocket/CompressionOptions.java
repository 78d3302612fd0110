package heddle.websocket;

/// How messages are compressed, if both sides agree on it (RFC 7692). Immutable; each method makes other
/// options.
///
/// A WebSocket that has compressed keeps some 260 KiB outside the heap until it is closed, one that has
/// decompressed some 40 KiB, whatever the windows are.
///
/// @param level 0, none, to 9, best; 6 by default
/// @param bytesMin a message that is smaller goes as it is; 256 by default
/// @param sent what this side looks back to in what it sends; 32 KiB, kept, by default
/// @param received what the other side is asked to keep to; 32 KiB, kept, by default
public record CompressionOptions(int level, int bytesMin, Window sent, Window received) {
    /// How far back compression looks for what it has had already.
    ///
    /// @param bits the size as a power of two: 8, which is 256 bytes, to 15, which is 32 KiB
    /// @param isKept whether it reaches into the messages before: better for many small ones that are alike
    public record Window(int bits, boolean isKept) {
        public Window {
            if (bits < 8 || bits > 15) {
                throw new IllegalArgumentException("a window has 8 to 15 bits, not " + bits);
            }
        }
    }

    public CompressionOptions {
        if (level < 0 || level > 9 || bytesMin < 0) {
            throw new IllegalArgumentException(
                    "level is 0 to 9 and bytesMin not negative, not %d and %d".formatted(level, bytesMin));
        }
    }

    /// Level 6, from 256 bytes on, with windows of 32 KiB that are kept.
    public static CompressionOptions defaults() {
        var window = new Window(15, true);
        return new CompressionOptions(6, 256, window, window);
    }

    public CompressionOptions level(int level) {
        return new CompressionOptions(level, bytesMin, sent, received);
    }

    public CompressionOptions bytesMin(int bytesMin) {
        return new CompressionOptions(level, bytesMin, sent, received);
    }

    public CompressionOptions sent(Window sent) {
        return new CompressionOptions(level, bytesMin, sent, received);
    }

    public CompressionOptions received(Window received) {
        return new CompressionOptions(level, bytesMin, sent, received);
    }
}
