package heddle.fetch.output;

import heddle.fetch.output.Outcome.Held;
import heddle.fetch.output.Outcome.Stored;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// A body that is held in memory unless it is too long.
final class InMemory implements BodySink {
    private final long bytesMax;
    private final List<ByteBuffer> chunks = new ArrayList<>();
    private long bytes;

    InMemory(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    @Override
    public void write(ByteBuffer chunk) {
        bytes += chunk.remaining();
        if (bytes <= bytesMax) {
            chunks.add(chunk);
        } else {
            chunks.clear();
        }
    }

    @Override
    public Stored finish(long length) {
        return bytes <= bytesMax
                ? Stored.holding(length, new Bytes(List.copyOf(chunks), (int) bytes))
                : Stored.none(length);
    }

    @Override
    public void abandon() {
        chunks.clear();
    }

    /// The bytes of a complete body.
    record Bytes(List<ByteBuffer> chunks, int length) implements Held {
        byte[] copy() {
            ByteBuffer all = ByteBuffer.allocate(length);
            chunks.forEach(chunk -> all.put(chunk.duplicate()));
            return all.array();
        }
    }
}
