package heddle.client.body;

import org.jspecify.annotations.Nullable;

/// A body as a sequence of byte arrays; whoever takes one owns it.
@FunctionalInterface
public interface Pieces {
    /// The next piece, never empty, or null after the last. Parks.
    byte @Nullable [] next();

    /// Frees what is held for pieces that nobody takes any more. Called once or several times, also after the last
    /// piece.
    default void close() {}

    /// These bytes, in one piece.
    static Pieces of(byte[] bytes) {
        byte[][] left = {bytes};
        return () -> {
            byte[] piece = left[0];
            left[0] = new byte[0];
            return piece.length == 0 ? null : piece;
        };
    }
}
