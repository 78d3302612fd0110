package heddle.async.task;

import org.jspecify.annotations.Nullable;

/// What is made of an item; it runs on a coroutine, may wait, and may throw `X`.
@FunctionalInterface
public interface Work<T extends @Nullable Object, R extends @Nullable Object, X extends Exception> {
    /// Makes a result of `item`.
    R apply(T item) throws X;
}
