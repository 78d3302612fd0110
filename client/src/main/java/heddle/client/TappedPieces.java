package heddle.client;

import heddle.client.body.Pieces;
import org.jspecify.annotations.Nullable;

/// A body that is shown to a tap while it is read.
record TappedPieces(Pieces pieces, WireTap tap) implements Pieces {
    @Override
    public byte @Nullable [] next() {
        byte[] piece = pieces.next();
        if (piece == null) {
            tap.end();
        } else {
            tap.piece(piece);
        }
        return piece;
    }

    @Override
    public void close() {
        pieces.close();
    }
}
