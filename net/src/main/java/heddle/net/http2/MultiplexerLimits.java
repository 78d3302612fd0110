package heddle.net.http2;

/// What one side of an HTTP/2 connection grants to the other.
///
/// @param streamWindowBytes how much of one stream may be on its way or wait for its reader
/// @param connectionWindowBytes the same of all streams together
/// @param streamsMax streams that the other side may have open at once; a client's is meaningless
/// @param headBytesMax names and values of one section of fields, with 32 bytes a field (RFC 9113, 6.5.2)
/// @param headerLinesMax fields of one section
public record MultiplexerLimits(
        int streamWindowBytes, int connectionWindowBytes, int streamsMax, int headBytesMax, int headerLinesMax) {}
