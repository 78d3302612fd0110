package heddle.server;

/// How much a server takes of its peers. Beyond a limit, the reply is the status named there. Each must be at least
/// 1, else an [IllegalArgumentException] names it.
///
/// @param targetBytesMax of a request target; 8 KiB by default; then 414
/// @param headBytesMax of all header lines of a request; 64 KiB by default; then 431
/// @param headerLinesMax of a request; 256 by default; then 431
/// @param bodyBytesMax of a request body; 16 MiB by default; then 413
/// @param connectionsMax open at once on each loop; 32,768 by default; then 503
/// @param streamsMax requests at once on one connection of HTTP/2, those counted that the peer has given up while their
///     handlers still work; 128 by default; then REFUSED_STREAM
public record ServerLimits(
        int targetBytesMax,
        int headBytesMax,
        int headerLinesMax,
        long bodyBytesMax,
        int connectionsMax,
        int streamsMax) {
    /// 8 KiB, 64 KiB, 256 lines, 16 MiB, 32,768 connections, 128 streams.
    public static final ServerLimits DEFAULT =
            new ServerLimits(8 * 1024, 64 * 1024, 256, 16L * 1024 * 1024, 32_768, 128);

    public ServerLimits {
        requirePositive("targetBytesMax", targetBytesMax);
        requirePositive("headBytesMax", headBytesMax);
        requirePositive("headerLinesMax", headerLinesMax);
        requirePositive("bodyBytesMax", bodyBytesMax);
        requirePositive("connectionsMax", connectionsMax);
        requirePositive("streamsMax", streamsMax);
    }

    /// The same with another limit on bodies.
    public ServerLimits bodyBytesMax(long bodyBytesMax) {
        return new ServerLimits(targetBytesMax, headBytesMax, headerLinesMax, bodyBytesMax, connectionsMax, streamsMax);
    }

    /// The same with another limit on connections.
    public ServerLimits connectionsMax(int connectionsMax) {
        return new ServerLimits(targetBytesMax, headBytesMax, headerLinesMax, bodyBytesMax, connectionsMax, streamsMax);
    }

    /// The same with another limit on streams.
    public ServerLimits streamsMax(int streamsMax) {
        return new ServerLimits(targetBytesMax, headBytesMax, headerLinesMax, bodyBytesMax, connectionsMax, streamsMax);
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s must be at least 1, not %d".formatted(name, value));
        }
    }
}
