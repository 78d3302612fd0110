package heddle.client.wire;

import java.io.Serial;
import java.util.concurrent.atomic.AtomicLong;

/// A number that one thread changes and every thread may read: no more than a plain store where it is counted.
final class Tally extends AtomicLong {
    @Serial
    private static final long serialVersionUID = 1L;

    void add(long more) {
        setRelease(getPlain() + more);
    }
}
