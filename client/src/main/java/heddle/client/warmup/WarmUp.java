package heddle.client.warmup;

import heddle.async.Promise;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// A number of connections that is wanted, and the coroutine that waits until they are there. Settled once, by the pool
/// on the I/O thread.
public final class WarmUp {
    private final int wanted;
    private final Promise<IntSupplier> outcome = new Promise<>();

    /// So many. Throws [IllegalArgumentException] when that is less than 1.
    public WarmUp(int wanted) {
        if (wanted < 1) {
            throw new IllegalArgumentException("connections is %d; it must be at least 1".formatted(wanted));
        }
        this.wanted = wanted;
    }

    int wanted() {
        return wanted;
    }

    /// Parks until they are there; returns how many there are, or throws why there are none.
    public int await() {
        return outcome.await().getAsInt();
    }

    /// So many are there.
    void complete(int connections) {
        outcome.complete(() -> connections);
    }

    /// One of them could not be made.
    public void fail(Supplier<? extends RuntimeException> fault) {
        outcome.complete(() -> {
            throw fault.get();
        });
    }

    @Override
    public String toString() {
        return "WarmUp[%d, %s]".formatted(wanted, outcome);
    }
}
