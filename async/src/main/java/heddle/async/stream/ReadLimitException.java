package heddle.async.stream;

import java.io.IOException;
import java.io.Serial;

/// What was looked for did not come within the limit. All bytes are still in the stream: go on with another read,
/// or close it.
public final class ReadLimitException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int limit;
    private final int seen;

    ReadLimitException(String wanted, int limit, int seen, String beginning) {
        super(
                "No %s within %d bytes; %d have come, which begin with \"%s\". Raise the limit if the other side may send so much"
                        .formatted(wanted, limit, seen, beginning));
        this.limit = limit;
        this.seen = seen;
    }

    /// How many bytes might come first.
    public int limit() {
        return limit;
    }

    /// How many bytes had come, and wait in the stream.
    public int seen() {
        return seen;
    }
}
