package heddle.async.loop;

import heddle.async.flight.Flight;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// A virtual thread's place in the queue of its scheduler.
///
/// It is the scheduler of its own thread and of that thread alone: that is how the scheduler knows whom it runs,
/// with neither a thread-local nor a search. Virtual threads that the coroutine starts inherit this scheduler;
/// theirs are the other continuations, and they are nobody to it.
final class Turn implements Seat, Executor, Runnable {
    private final Scheduler scheduler;
    private final Thread thread;
    private @Nullable Runnable body;
    private @Nullable Coroutine rider;
    private @Nullable Runnable continuation;
    /// When its last turn began, about; for whoever looks.
    private long sinceNanos;

    private boolean isGivingWay;

    Turn(Scheduler scheduler, String name) {
        this.scheduler = scheduler;
        var builder = Opening.builder(this);
        this.thread = (name.isEmpty() ? builder : builder.name(name)).unstarted(this::ride);
    }

    @Override
    public Thread thread() {
        return thread;
    }

    @Override
    public void take(Coroutine coroutine) {
        rider = coroutine;
    }

    /// Behind all who are ready; the scheduler sees to it that the I/O thread gets its turns.
    @Override
    @SuppressWarnings("ThreadPriorityCheck") // the scheduler is ours
    public void giveWay() {
        isGivingWay = true;
        Thread.yield();
        isGivingWay = false;
    }

    /// Whether it stands there. On the scheduler's thread.
    boolean isGivingWay() {
        return isGivingWay;
    }

    /// Gives this place to something that is no coroutine: the loop's I/O thread.
    void take(Runnable io) {
        body = io;
    }

    private void ride() {
        if (rider != null) {
            rider.run();
        } else {
            Objects.requireNonNull(body).run();
        }
    }

    /// Called by the JVM when the thread becomes ready; for the first time by its start.
    @Override
    @SuppressWarnings("ReferenceEquality") // one object a thread, for life
    public void execute(Runnable task) {
        if (continuation == null) {
            continuation = task;
        }
        scheduler.submit(task == continuation ? this : task);
    }

    /// One stretch of the thread, until it parks or ends. Only the scheduler calls this.
    @Override
    public void run() {
        sinceNanos = scheduler.roughNanos();
        scheduler.turnTo(rider);
        try {
            if (rider != null && (Flight.isOn() || scheduler.isTimed())) {
                runTimed(rider);
            } else {
                continuation().run();
            }
        } finally {
            scheduler.turnTo(null);
        }
    }

    private void runTimed(Coroutine timed) {
        var recorded = Flight.isOn() ? Flight.beginTurn() : null;
        long start = System.nanoTime();
        continuation().run();
        if (recorded != null) {
            recorded.end(timed.loop().name(), thread.threadId(), thread.getName());
        }
        scheduler.tookTurn(timed, System.nanoTime() - start);
    }

    @Override
    public long sinceNanos() {
        return sinceNanos;
    }

    /// What the JVM wants run, for whoever runs it in the carrier's place.
    Runnable continuation() {
        return Objects.requireNonNull(continuation);
    }
}
