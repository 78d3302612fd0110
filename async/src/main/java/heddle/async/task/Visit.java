package heddle.async.task;

import org.jspecify.annotations.Nullable;

/// What is done with an item; it runs on a coroutine, may wait, and may throw `X`.
@FunctionalInterface
public interface Visit<T extends @Nullable Object, X extends Exception> {
    /// Does the work on `item`.
    void accept(T item) throws X;
}
