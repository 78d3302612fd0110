package heddle.fetch;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Where the reading thread waits while the lanes have enough. Whoever makes a difference opens it: a write and, if
/// the reader is there, an unpark; no lock.
final class Gate {
    private volatile @Nullable Thread waiting;

    /// Blocks while that is so, and the thread is not interrupted. For one thread.
    void awaitWhile(BooleanSupplier isClosed) {
        if (!isClosed.getAsBoolean()) {
            return;
        }
        waiting = Thread.currentThread();
        try {
            while (isClosed.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
                LockSupport.park(this);
            }
        } finally {
            waiting = null;
        }
    }

    /// Makes the one who waits look again.
    void open() {
        Thread reader = waiting;
        if (reader != null) {
            LockSupport.unpark(reader);
        }
    }
}
