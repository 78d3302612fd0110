package heddle.async.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// Time that stands still while anything can run, and jumps to the next timer when nothing can.
///
/// With it a program that sleeps for hours runs in milliseconds, and in the same order each time: sleeps and
/// timeouts still end in the order of their deadlines. One such clock serves one loop. The loop does not jump while
/// work on foreign threads ([heddle.async.Async] `toThread`) is under way.
///
///     var time = VirtualTime.start();
///     Async.run(LoopOptions.defaults().time(time), () -> Async.sleep(Duration.ofHours(1)));
///     assertThat(time.elapsed()).isEqualTo(Duration.ofHours(1));
///
/// Bytes on their way through real sockets are invisible to the clock: a program that uses them needs a
/// [grace][#start(Duration)], or the in-memory transport.
///
/// After trio's `MockClock` with `autojump_threshold` (`trio/_core/_mock_clock.py`).
public final class VirtualTime implements Time {
    private static final Instant START = Instant.parse("2000-01-01T00:00:00Z");

    private final AtomicLong nanos = new AtomicLong();
    private final Duration grace;

    private VirtualTime(Duration grace) {
        this.grace = grace;
    }

    /// A clock that jumps as soon as nothing can run.
    public static VirtualTime start() {
        return new VirtualTime(Duration.ZERO);
    }

    /// A clock that jumps only after the loop has been idle for `grace` of real time, so that packets on real
    /// (local) sockets arrive before a timeout fires. A few milliseconds are right for the loopback interface.
    public static VirtualTime start(Duration grace) {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("grace is " + grace + "; it must not be negative");
        }
        return new VirtualTime(grace);
    }

    /// How far this clock has come since its start.
    public Duration elapsed() {
        return Duration.ofNanos(nanos.get());
    }

    /// How long, in real time, the loop is to be idle before this clock jumps.
    public Duration grace() {
        return grace;
    }

    @Override
    public long nanoTime() {
        return nanos.get();
    }

    @Override
    public Instant instant() {
        return START.plusNanos(nanos.get());
    }

    /// Moves this clock to `nanoTime`, unless it is there or beyond already. The loop calls this; a test seldom
    /// needs to.
    public void advanceTo(long nanoTime) {
        nanos.accumulateAndGet(nanoTime, Math::max);
    }

    @Override
    public String toString() {
        return "VirtualTime[elapsed=" + elapsed() + "]";
    }
}
