package heddle.async;

import heddle.async.scope.Settlement;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A flag that tasks wait for: whoever waits goes on when it is set, and nobody waits while it is.
///
/// Safe from any thread. For a flag that is set once and for all a [java.util.concurrent.CountDownLatch] does too.
public final class Event {
    /// Completed when the flag is set; replaced when it is cleared.
    private final AtomicReference<Settlement<@Nullable Void>> setting =
            new AtomicReference<>(new Settlement<@Nullable Void>());

    /// An event that is not set.
    public Event() {}

    /// Sets it, and lets all go on who wait now, even if it is cleared before they get to run.
    public void set() {
        setting.get().complete(null);
    }

    /// Takes [#set()] back: who comes from now on waits.
    public void clear() {
        var last = setting.get();
        if (last.isDone()) {
            setting.compareAndSet(last, new Settlement<>());
        }
    }

    /// Whether it is set.
    public boolean isSet() {
        return setting.get().isDone();
    }

    /// Parks until it is set. Throws [heddle.async.task.CancelledException] if the caller is cancelled first. A
    /// thread that is no coroutine blocks; there an interrupt counts as cancellation.
    public void await() {
        setting.get().await();
    }

    @Override
    public String toString() {
        return isSet() ? "Event[set]" : "Event[clear]";
    }
}
