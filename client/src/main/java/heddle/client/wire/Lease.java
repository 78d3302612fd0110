package heddle.client.wire;

import heddle.http.Headers;
import io.netty.channel.FileRegion;

/// What a transfer has borrowed to travel on: a connection of its own, or one stream of a connection that it shares.
/// On the I/O thread, except where a method says otherwise.
interface Lease {
    /// The connection it is on.
    Connection connection();

    /// Sends a piece of a streamed request.
    void send(byte[] piece, boolean isLast);

    /// Sends a part of a file as a piece of a streamed request, which it releases; for a lease that
    /// [sends files][#sendsFiles].
    void send(FileRegion part, boolean isLast);

    /// Ends a streamed request with trailers; for a lease that [frames pieces][#framesPieces].
    void sendTrailers(Headers trailers);

    /// Whether pieces are marked off from each other by the version of HTTP itself, so that a body of unknown length
    /// needs no chunks.
    boolean framesPieces();

    /// Whether the kernel can send parts of files by itself: where nothing is done to the bytes on their way.
    boolean sendsFiles();

    /// The reader of the body has taken so many bytes of those that had come. Called by the reader, any thread.
    void taken(Transfer transfer, int bytes);

    /// The transfer gives up; it travels here no more.
    void abandon(Transfer transfer);
}
