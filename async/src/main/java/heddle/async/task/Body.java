package heddle.async.task;

import org.jspecify.annotations.Nullable;

/// Code that gives a value and may throw `X`; it runs on a coroutine and may wait.
@FunctionalInterface
public interface Body<T extends @Nullable Object, X extends Exception> {
    /// Does the work.
    T call() throws X;

    /// `action` as a body that gives nothing.
    static <X extends Exception> Body<@Nullable Void, X> of(Action<? extends X> action) {
        return () -> {
            action.run();
            return null;
        };
    }
}
