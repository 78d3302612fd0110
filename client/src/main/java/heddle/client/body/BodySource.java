package heddle.client.body;

import heddle.async.Async;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// Where the bytes of a streamed request body come from, for [heddle.client.Request#body(BodySource)].
///
/// It is read on the coroutine that sends, once and from front to end, and only as fast as the server takes the
/// bytes. A server that sends while it receives may take no more until its response is read: when half of
/// [heddle.client.options.Limits#bufferedBytesMax] wait, the response is given out, and whoever reads it sends what is
/// left; closing it unread ends the request. The body of a response is such a source:
/// `session.put(url).body(response.body()::read)`.
@FunctionalInterface
public interface BodySource extends Closeable {
    /// The next bytes, or a buffer without bytes after the last. The buffer may be used again once the next is
    /// asked for. May park; what it throws ends the exchange and reaches whoever sends, an [IOException] inside an
    /// [java.io.UncheckedIOException].
    ByteBuffer read() throws IOException;

    /// Gives up what the source holds; nothing, unless it says otherwise. Called for sources that the client has
    /// [opened][RequestBody.Opening] itself; those that it is given belong to who gave them.
    @Override
    default void close() throws IOException {}

    /// The rest of a stream, read on a thread of its own, so that a slow disk does not hold the loop. Whoever
    /// opened the stream closes it.
    static BodySource of(InputStream stream) {
        byte[] buffer = new byte[64 << 10];
        return () -> ByteBuffer.wrap(buffer, 0, Math.max(0, Async.toThread(() -> stream.read(buffer))));
    }
}
