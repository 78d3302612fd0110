package heddle.client.codec;

import heddle.client.body.Pieces;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A body that somebody else is shown while it is read.
///
/// @param pieces as they are read
/// @param piece  is shown each
/// @param end    is told of the end
public record TappedPieces(Pieces pieces, Consumer<byte[]> piece, Runnable end) implements Pieces {
    @Override
    public byte @Nullable [] next() {
        byte[] next = pieces.next();
        if (next == null) {
            end.run();
        } else {
            piece.accept(next);
        }
        return next;
    }

    @Override
    public void close() {
        pieces.close();
    }
}
