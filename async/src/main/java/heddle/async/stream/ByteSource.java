package heddle.async.stream;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Where a [StreamReader] gets its bytes: a socket, a pipe, something that decodes another source.
@FunctionalInterface
public interface ByteSource {
    /// Parks until there are bytes and gives some of them, in a buffer that belongs to the caller from then on; an
    /// empty one at the end of the stream, and ever after. If the caller is cancelled while it waits, no bytes are
    /// lost: the next call gives them. Called by one task at a time.
    ByteBuffer read() throws IOException;
}
