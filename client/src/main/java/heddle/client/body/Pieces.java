package heddle.client.body;

import org.jspecify.annotations.Nullable;

/// A body as a sequence of byte arrays; whoever takes one owns it.
@FunctionalInterface
public interface Pieces {
    /// The next piece, never empty, or null after the last. Parks.
    byte @Nullable [] next();

    /// Frees what is held for pieces that nobody takes any more.
    default void close() {}
}
