package heddle.async.scope;

import heddle.async.loop.LoopLocal;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The platform threads that do blocking work for loops. They are started as they are needed and end when idle.
///
/// What waits here is a parked task each, so the tasks limit the queue.
public final class Workers implements AutoCloseable {
    /// Those of a loop; whoever opens the loop binds them.
    public static final LoopLocal<Workers> OF_LOOP = LoopLocal.of(() -> {
        throw new IllegalStateException("this loop has no threads for blocking work");
    });

    private static final long IDLE_SECONDS = 10;

    private final AtomicInteger started = new AtomicInteger();
    private final ThreadPoolExecutor pool;

    /// At most so many threads.
    public Workers(int threadsMax) {
        this.pool = new ThreadPoolExecutor(
                threadsMax, threadsMax, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);
        pool.allowCoreThreadTimeOut(true);
    }

    // Not the JDK's own factory: how it counts is spun at run time, on the way of every short command.
    private Thread thread(Runnable job) {
        return Thread.ofPlatform()
                .daemon()
                .name("heddle-worker-" + started.incrementAndGet())
                .unstarted(job);
    }

    /// Runs `job` on a thread, now or when one is free.
    public void execute(Runnable job) {
        pool.execute(job);
    }

    /// Takes back a job that has not started; false if it has.
    public boolean remove(Runnable job) {
        return pool.remove(job);
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
