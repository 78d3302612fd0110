package heddle.async;

import heddle.async.loop.Loop;
import heddle.async.loop.Timer;
import heddle.async.scope.Nanos;
import heddle.async.time.Time;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// A moment on the clock of a loop, which can be moved: what is bound to it moves along.
///
///     var deadline = Deadline.after(Duration.ofSeconds(30));
///     Async.timeoutAt(deadline, () -> {
///         upload(part -> deadline.reschedule(Duration.ofSeconds(30))); // as long as there is progress
///     });
///
/// Any number of [timeouts][Async#timeoutAt] may share one. Safe from any thread.
public final class Deadline {
    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Alarm> alarms = new LinkedHashSet<>();
    private volatile long nanoTime;

    private Deadline(Time time, long nanoTime) {
        this.time = time;
        this.nanoTime = nanoTime;
    }

    /// So long from now, on the clock of the caller's loop.
    public static Deadline after(Duration delay) {
        var loop = Loop.current();
        return new Deadline(loop.time(), loop.nanoTime() + Nanos.of(delay));
    }

    /// How long it is until then; zero once it has passed.
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanoTime - time.nanoTime()));
    }

    /// Whether the moment has come.
    public boolean hasPassed() {
        return time.nanoTime() - nanoTime >= 0;
    }

    /// Moves it to so long from now, be that sooner or later than before. What has been cancelled because it had
    /// passed stays so.
    public void reschedule(Duration delay) {
        lock.lock();
        try {
            nanoTime = time.nanoTime() + Nanos.of(delay);
            alarms.forEach(Alarm::move);
        } finally {
            lock.unlock();
        }
    }

    /// When it is, on the clock of the loop.
    long nanoTime() {
        return nanoTime;
    }

    /// Has `action` run on the I/O thread of `loop` when the moment has come, unless it is closed before; again if
    /// the deadline is moved after that.
    Alarm alarm(Loop loop, Runnable action) {
        lock.lock();
        try {
            var alarm = new Alarm(loop, action);
            alarms.add(alarm);
            return alarm;
        } finally {
            lock.unlock();
        }
    }

    /// Something that happens at the deadline.
    final class Alarm {
        private final Loop loop;
        private final Runnable action;
        private Timer timer;

        private Alarm(Loop loop, Runnable action) {
            this.loop = loop;
            this.action = action;
            this.timer = loop.scheduleAt(nanoTime, action);
        }

        /// Even if it has gone off already: whom it has woken may look at the deadline only now, and wait again.
        private void move() {
            timer.cancel();
            timer = loop.scheduleAt(nanoTime, action);
        }

        void close() {
            lock.lock();
            try {
                alarms.remove(this);
                timer.cancel();
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public String toString() {
        return "Deadline[" + (hasPassed() ? "passed" : "in " + remaining()) + "]";
    }
}
