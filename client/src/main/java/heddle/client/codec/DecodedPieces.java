package heddle.client.codec;

import heddle.client.body.Pieces;
import heddle.http.coding.ContentDecoder;
import heddle.http.coding.DecodingLimits;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A body without its content codings, undone piece by piece as the reader pulls. A body without a byte has none to
/// undo: the answer to HEAD names the codings, too.
public final class DecodedPieces implements Pieces {
    private static final int PIECE_BYTES = 16 << 10;

    private final Pieces coded;
    private final List<String> codings;
    private final DecodingLimits limits;
    private byte[] buffer = {};
    private @Nullable ContentDecoder decoder;
    private boolean isOver;

    /// Undoes `codings`, the last one first.
    public DecodedPieces(Pieces coded, List<String> codings, DecodingLimits limits) {
        this.coded = coded;
        this.codings = codings;
        this.limits = limits;
    }

    @Override
    public byte @Nullable [] next() {
        while (!isOver) {
            ContentDecoder open = decoder;
            int count = open == null ? ContentDecoder.STARVED : open.read(buffer, 0, buffer.length);
            if (count > 0) {
                return Arrays.copyOf(buffer, count);
            }
            if (count == ContentDecoder.END) {
                close();
            } else {
                feed(open, coded.next());
            }
        }
        return null;
    }

    @Override
    public void close() {
        isOver = true;
        coded.close();
        if (decoder != null) {
            decoder.close();
            decoder = null;
        }
    }

    private void feed(@Nullable ContentDecoder open, byte @Nullable [] piece) {
        if (piece == null) {
            if (open == null) {
                isOver = true;
            } else {
                open.finish();
            }
            return;
        }
        if (open == null) {
            open = ContentDecoder.open(codings, limits);
            decoder = open;
            buffer = new byte[PIECE_BYTES];
        }
        open.feed(piece, 0, piece.length);
    }
}
