package heddle.fetch;

import java.util.concurrent.atomic.AtomicLong;

/// URLs that have been brought to the lanes and have no outcome, and how many there may be.
final class Unfinished {
    private final long max;
    private final Gate gate;
    private final AtomicLong urls = new AtomicLong();

    /// None yet. The reading thread waits at the gate.
    Unfinished(long max, Gate gate) {
        this.max = max;
        this.gate = gate;
    }

    /// Whether there may be no more. On the reading thread.
    boolean isEnough() {
        return urls.get() >= max;
    }

    /// Counts one more. On the reading thread.
    void begin() {
        urls.incrementAndGet();
    }

    /// Counts one less. From any thread.
    void end() {
        if (urls.getAndDecrement() == max) {
            gate.open();
        }
    }
}
