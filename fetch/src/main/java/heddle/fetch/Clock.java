package heddle.fetch;

import heddle.async.time.Time;

/// Time since a job began, by the clock of its loops.
final class Clock {
    private final Time time;
    private final long origin;

    Clock(Time time) {
        this.time = time;
        origin = time.nanoTime();
    }

    /// In nanoseconds, from 0.
    long nanos() {
        return time.nanoTime() - origin;
    }
}
