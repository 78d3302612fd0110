package heddle.async;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Results in the order in which they are ready.
final class AsCompleted<R extends @Nullable Object> implements Results.Shelf<R> {
    private final ConcurrentLinkedQueue<Ready<R>> ready = new ConcurrentLinkedQueue<>();

    private record Ready<R extends @Nullable Object>(R value) {}

    @Override
    public Consumer<R> place() {
        return value -> ready.add(new Ready<>(value));
    }

    @Override
    public boolean isReady() {
        return !ready.isEmpty();
    }

    @Override
    public R take() {
        return ready.remove().value();
    }
}
