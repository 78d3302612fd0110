package heddle.fetch;

import java.util.concurrent.atomic.AtomicLong;

/// URLs that have been brought to the lanes and have no outcome, and how many there may be. They are counted only
/// when there is a limit: the count goes from core to core with each URL.
final class Unfinished {
    private final long max;
    private final boolean isLimited;
    private final Gate gate;
    private final AtomicLong urls = new AtomicLong();

    /// None yet. The reading thread waits at the gate.
    Unfinished(long max, Gate gate) {
        this.max = max;
        isLimited = max < Long.MAX_VALUE;
        this.gate = gate;
    }

    /// Whether there may be no more. On the reading thread.
    boolean isEnough() {
        return urls.get() >= max;
    }

    /// Counts one more. On the reading thread.
    void begin() {
        if (isLimited) {
            urls.incrementAndGet();
        }
    }

    /// Counts one less. From any thread.
    void end() {
        if (isLimited && urls.getAndDecrement() == max) {
            gate.open();
        }
    }
}
