package heddle.net.wire;

import heddle.async.loop.Loop;
import heddle.async.loop.Parking;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One operation that the I/O thread does while a coroutine waits for it.
///
/// The operation is begun on the I/O thread and ends with a future that frees what it holds when it is cancelled.
/// If the coroutine stops waiting, because its limit has passed or its scope is cancelled, the future is cancelled;
/// a result that came in the meantime is given back. So whatever happens, a result has exactly one owner.
public final class Handoff<T> {

    private final Loop loop;
    private final Thread waiter = Thread.currentThread();
    /// Owned by the I/O thread.
    private @Nullable Future<T> begun;

    private volatile @Nullable Future<T> ended;

    private Handoff(Loop loop) {
        this.loop = loop;
    }

    /// Parks until the operation has ended, `limit` at most; after that the future has failed with
    /// [TimeoutException].
    public static <T> Future<T> await(Loop loop, Duration limit, Callable<Future<T>> operation, Consumer<T> giveBack) {
        var handoff = new Handoff<T>(loop);
        loop.execute(() -> handoff.begin(operation));
        var isEnded = false;
        try {
            isEnded = Parking.await(() -> handoff.ended != null, loop.nanoTime() + limit.toNanos());
        } finally {
            if (!isEnded) {
                loop.execute(() -> handoff.abandon(giveBack));
            }
        }
        var ended = handoff.ended;
        return isEnded && ended != null ? ended : loop.netty().newFailedFuture(new TimeoutException());
    }

    /// Closes a channel and lets the closing be.
    public static void close(Channel channel) {
        var _ = channel.close();
    }

    private void begin(Callable<Future<T>> operation) {
        try {
            begun = operation.call();
        } catch (Exception problem) {
            begun = loop.netty().newFailedFuture(problem);
        }
        var future = begun;
        begun.addListener(_ -> {
            ended = future;
            Parking.wake(waiter);
        });
    }

    private void abandon(Consumer<T> giveBack) {
        if (begun != null && !begun.cancel(false) && begun.isSuccess()) {
            giveBack.accept(begun.getNow());
        }
    }
}
