package heddle.server.wire;

/// The limits of a connection in the units that the I/O thread counts in.
///
/// @param headBytesMax all header lines of a head together
/// @param headerLinesMax how many they may be
/// @param targetBytesMax the request target
/// @param bodyBytesMax a request body, after de-chunking
/// @param connectionsMax open at once on one loop
/// @param streamsMax requests at once on one connection of HTTP/2
/// @param headNanos from the first byte of a head to its last
/// @param idleNanos between a reply and the next request
/// @param readNanos the window in which a body must bring `bodyBytesPerSecondMin`
/// @param bodyBytesPerSecondMin what a peer that sends a body must at least bring
/// @param writeNanos how long a peer may take nothing of a reply
public record Rules(
        int headBytesMax,
        int headerLinesMax,
        int targetBytesMax,
        long bodyBytesMax,
        int connectionsMax,
        int streamsMax,
        long headNanos,
        long idleNanos,
        long readNanos,
        long bodyBytesPerSecondMin,
        long writeNanos) {

    /// How many bytes a window of reading must bring.
    long windowBytesMin() {
        return (long) (readNanos / 1e9 * bodyBytesPerSecondMin);
    }
}
