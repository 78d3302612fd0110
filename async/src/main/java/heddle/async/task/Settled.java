package heddle.async.task;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// What became of a task, as a value: nothing is thrown until someone asks for it.
public sealed interface Settled<T extends @Nullable Object> {
    /// The value; or throws what there is instead, a checked exception inside a [CompletionException].
    T orThrow();

    /// It returned `value`.
    record Succeeded<T extends @Nullable Object>(T value) implements Settled<T> {
        @Override
        public T orThrow() {
            return value;
        }
    }

    /// It threw `failure`.
    record Failed<T extends @Nullable Object>(Throwable failure) implements Settled<T> {
        /// Refuses null.
        public Failed {
            Objects.requireNonNull(failure);
        }

        @Override
        public T orThrow() {
            throw unchecked();
        }

        /// The failure if it is a runtime exception, else one that it caused. An error is thrown.
        public RuntimeException unchecked() {
            return switch (failure) {
                case RuntimeException unchecked -> unchecked;
                case Error error -> throw error;
                default -> new CompletionException(failure);
            };
        }
    }

    /// It ended because it was cancelled; the cause of `cancellation` shows where it waited.
    record Cancelled<T extends @Nullable Object>(CancellationException cancellation) implements Settled<T> {
        @Override
        public T orThrow() {
            throw cancellation;
        }
    }
}
