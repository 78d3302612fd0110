package heddle.async.stream;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// The other side is gone without an orderly end: a reset, a TLS connection cut short, a process that has closed
/// its input. What was written last may not have arrived.
public final class BrokenStreamException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    /// A failure of the stream that `message` names.
    public BrokenStreamException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
