package heddle.client.body;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Several bodies, one after the other; each is opened when its turn comes, and closed when it is over.
final class JoinedSource implements BodySource {
    private static final ByteBuffer END = ByteBuffer.allocate(0);

    private final Iterator<RequestBody> left;
    private @Nullable BodySource open;

    JoinedSource(List<RequestBody> bodies) {
        this.left = bodies.iterator();
    }

    @Override
    public ByteBuffer read() throws IOException {
        while (open != null || left.hasNext()) {
            BodySource source = open == null ? left.next().open() : open;
            open = source;
            ByteBuffer piece = source.read();
            if (piece.hasRemaining()) {
                return piece;
            }
            close();
        }
        return END;
    }

    @Override
    public void close() throws IOException {
        BodySource over = open;
        open = null;
        if (over != null) {
            over.close();
        }
    }
}
