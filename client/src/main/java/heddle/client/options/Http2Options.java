package heddle.client.options;

import java.time.Duration;

/// How a session speaks HTTP/2.
///
/// @param streamWindowBytes how much of one response may be on its way or wait in memory for its reader; 64 KiB to
///     2 GiB, 16 MiB by default
/// @param connectionWindowBytes the same of all unfinished responses of one connection together; not less than of one,
///     64 MiB by default, so that three readers that rest do not hold up the others
/// @param streamsMax exchanges at once on one connection, if the server allows as many; at least 1, 256 by default
/// @param pingAfter how long nothing comes, while exchanges are waiting, before the server is asked by a ping whether
///     it is there; positive, 15 s by default
/// @param pingTimeout how long the answer may take before the connection counts as lost; positive, 15 s by default
public record Http2Options(
        int streamWindowBytes, int connectionWindowBytes, int streamsMax, Duration pingAfter, Duration pingTimeout) {
    private static final int WINDOW_BYTES_MIN = 64 << 10;

    public Http2Options {
        if (streamWindowBytes < WINDOW_BYTES_MIN) {
            throw new IllegalArgumentException(
                    "streamWindowBytes is %d; it must be at least %d".formatted(streamWindowBytes, WINDOW_BYTES_MIN));
        }
        if (connectionWindowBytes < streamWindowBytes) {
            throw new IllegalArgumentException("connectionWindowBytes is %d; it must be at least that of one stream, %d"
                    .formatted(connectionWindowBytes, streamWindowBytes));
        }
        if (streamsMax < 1) {
            throw new IllegalArgumentException("streamsMax is %d; it must be at least 1".formatted(streamsMax));
        }
        requirePositive("pingAfter", pingAfter);
        requirePositive("pingTimeout", pingTimeout);
    }

    /// Windows of 16 MiB a stream and 64 MiB a connection, 256 streams, a ping after 15 s, lost after 15 s more.
    public static Http2Options defaults() {
        return new Http2Options(16 << 20, 64 << 20, 256, Duration.ofSeconds(15), Duration.ofSeconds(15));
    }

    /// With these windows.
    public Http2Options windows(int streamBytes, int connectionBytes) {
        return new Http2Options(streamBytes, connectionBytes, streamsMax, pingAfter, pingTimeout);
    }

    /// With so many exchanges at once on one connection.
    public Http2Options streamsMax(int streams) {
        return new Http2Options(streamWindowBytes, connectionWindowBytes, streams, pingAfter, pingTimeout);
    }

    /// With pings after such a silence, answered within that time.
    public Http2Options pings(Duration after, Duration timeout) {
        return new Http2Options(streamWindowBytes, connectionWindowBytes, streamsMax, after, timeout);
    }

    private static void requirePositive(String what, Duration time) {
        if (!time.isPositive()) {
            throw new IllegalArgumentException("%s is %s; it must be positive".formatted(what, time));
        }
    }
}
