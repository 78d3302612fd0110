package heddle.async.stream;

import java.io.EOFException;
import java.io.Serial;

/// The stream ended before all that was asked for had come. What came is in here, and is no longer in the stream.
public final class IncompleteReadException extends EOFException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final byte[] partial;

    IncompleteReadException(byte[] partial, String wanted) {
        super(
                "The stream ended after %d bytes, where %s was expected; the other side stopped too early, or says less than agreed"
                        .formatted(partial.length, wanted));
        this.partial = partial;
    }

    /// The bytes between the beginning of the read and the end of the stream.
    public byte[] partial() {
        return partial.clone();
    }
}
