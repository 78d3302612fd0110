package heddle.async.stream;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Where a [StreamWriter] puts its bytes: a socket, a pipe, something that encodes for another sink. Called by one
/// task at a time.
public interface ByteSink {
    /// Takes all the bytes, which the caller may change afterwards; parks while too many wait for the other side.
    void write(ByteBuffer bytes) throws IOException;

    /// Parks until the operating system has all that was written.
    void flush() throws IOException;

    /// Ends the stream after all that was written, so that the other side reads its end. Parks, with a limit.
    void close() throws IOException;
}
