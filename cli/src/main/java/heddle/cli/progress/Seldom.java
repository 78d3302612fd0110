package heddle.cli.progress;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// A value that may be dear to find out, and is asked for again only after twenty times as long as that takes, but
/// within five seconds. For one thread.
final class Seldom<T> implements Supplier<T> {
    private static final int TIMES = 20;
    private static final long PAUSE_MIN = Duration.ofMillis(500).toNanos();
    private static final long PAUSE_MAX = Duration.ofSeconds(5).toNanos();

    private final Supplier<T> asked;
    private final LongSupplier nanoTime;
    private T latest;
    private long nextNanos;

    Seldom(Supplier<T> asked, LongSupplier nanoTime) {
        this.asked = asked;
        this.nanoTime = nanoTime;
        latest = ask();
    }

    private T ask() {
        long start = nanoTime.getAsLong();
        T value = asked.get();
        long end = nanoTime.getAsLong();
        nextNanos = end + Math.clamp(TIMES * (end - start), PAUSE_MIN, PAUSE_MAX);
        return value;
    }

    /// The value, as it was found out last.
    @Override
    public T get() {
        if (nanoTime.getAsLong() - nextNanos >= 0) {
            latest = ask();
        }
        return latest;
    }
}
