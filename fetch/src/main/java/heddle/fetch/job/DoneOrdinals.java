package heddle.fetch.job;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// The ordinals of a list that are done: a bit each, in chunks that are saved one by one. A hundred million take
/// 12.5 MB. Not for more than one thread at a time.
///
/// A list is done roughly from front to back, so between two checkpoints a handful of chunks change; a compressed
/// bitmap would save bytes that nobody misses.
final class DoneOrdinals {
    /// Ordinals in a chunk; its 2 KiB fit a page of the database.
    static final int CHUNK_ORDINALS = 16_384;

    private static final int CHUNK_LONGS = CHUNK_ORDINALS / Long.SIZE;

    private final List<long[]> chunks = new ArrayList<>();
    private final BitSet changed = new BitSet();

    /// A chunk as it is saved.
    ///
    /// @param number its place: it begins with this many times [#CHUNK_ORDINALS]
    /// @param bits   the lowest ordinal is the lowest bit of the first byte
    @SuppressWarnings("ArrayRecordComponent") // made, saved and thrown away
    record Chunk(int number, byte[] bits) {}

    static DoneOrdinals of(List<Chunk> saved) {
        DoneOrdinals done = new DoneOrdinals();
        for (Chunk chunk : saved) {
            ByteBuffer.wrap(chunk.bits())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asLongBuffer()
                    .get(done.longs(chunk.number()));
        }
        return done;
    }

    void add(long ordinal) {
        int chunk = (int) (ordinal / CHUNK_ORDINALS);
        int bit = (int) (ordinal % CHUNK_ORDINALS);
        longs(chunk)[bit / Long.SIZE] |= 1L << bit;
        changed.set(chunk);
    }

    boolean contains(long ordinal) {
        long chunk = ordinal / CHUNK_ORDINALS;
        int bit = (int) (ordinal % CHUNK_ORDINALS);
        return chunk < chunks.size() && (chunks.get((int) chunk)[bit / Long.SIZE] & 1L << bit) != 0;
    }

    /// Copies of the chunks that changed since the last call.
    List<Chunk> takeChanged() {
        List<Chunk> taken = changed.stream()
                .mapToObj(number -> new Chunk(number, bytes(number)))
                .toList();
        changed.clear();
        return taken;
    }

    /// No ordinal from this one on is done.
    long end() {
        return (long) chunks.size() * CHUNK_ORDINALS;
    }

    private byte[] bytes(int chunk) {
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK_LONGS * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(chunks.get(chunk));
        return bytes.array();
    }

    private long[] longs(int chunk) {
        while (chunks.size() <= chunk) {
            chunks.add(new long[CHUNK_LONGS]);
        }
        return chunks.get(chunk);
    }
}
