package heddle.cli.progress;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// A value that is dear to find out, and asked for again only when that costs less than a hundredth of the time. For
/// one thread.
final class Seldom<T> implements Supplier<T> {
    private static final int SHARE = 100;
    private static final long PAUSE_MIN = Duration.ofSeconds(1).toNanos();

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
        nextNanos = end + Math.max(PAUSE_MIN, SHARE * (end - start));
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
