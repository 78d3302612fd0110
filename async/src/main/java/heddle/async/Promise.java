package heddle.async;

import heddle.async.scope.Settlement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A result that some code waits for and other code brings: where callbacks meet coroutines.
///
/// It is completed once, from any thread; later attempts are told that they are late. Any number may wait.
public final class Promise<T extends @Nullable Object> {
    private final Settlement<T> settlement = new Settlement<>();

    /// A promise without an outcome yet.
    public Promise() {}

    /// Brings the result. False, and without effect, if there is an outcome already.
    public boolean complete(T value) {
        return settlement.complete(value);
    }

    /// Brings a failure instead of the result. False, and without effect, if there is an outcome already.
    public boolean fail(Throwable failure) {
        return settlement.fail(failure);
    }

    /// Whether there is an outcome.
    public boolean isDone() {
        return settlement.isDone();
    }

    /// Parks until there is an outcome. Returns the result or throws the failure, a checked one inside a
    /// [java.util.concurrent.CompletionException]. Throws [heddle.async.task.CancelledException] if the caller is
    /// cancelled first.
    ///
    /// A thread that is no coroutine blocks; there an interrupt counts as cancellation. An I/O thread must not
    /// wait.
    public T await() {
        return settlement.await();
    }

    /// As [#await()], for so long at most; then [heddle.async.task.TimeoutExceededException]. For coroutines only.
    public T await(Duration limit) {
        return settlement.await(limit);
    }

    @Override
    public String toString() {
        return "Promise[" + settlement + "]";
    }
}
