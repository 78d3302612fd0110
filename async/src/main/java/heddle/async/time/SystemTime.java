package heddle.async.time;

import java.time.Instant;

/// The system's monotonic clock, [System#nanoTime()].
enum SystemTime implements Time {
    INSTANCE;

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Instant instant() {
        return Instant.now();
    }
}
