package heddle.async.stream;

import java.io.IOException;
import java.io.Serial;

/// The stream was closed on this side: before the call, or by another task during it.
public final class StreamClosedException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    /// For the stream that `message` names.
    public StreamClosedException(String message) {
        super(message);
    }
}
