package heddle.fetch.frontier;

import heddle.fetch.disk.MappedFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Memory for queues of ordinals, in blocks of 64 bytes that know their successor: on the heap up to a limit, and
/// beyond it in a [mapped file][MappedFile], so that a list of any length waits in a heap of any size. Blocks are
/// used again; none is given back to the system before [#close]. For one thread at a time.
final class BlockStore implements Closeable {
    /// No block.
    static final int NONE = -1;

    /// The bytes of a block that hold something; its last four hold the number of the next.
    static final int CONTENT_BYTES = 60;

    private static final int BLOCK_BYTES = CONTENT_BYTES + Integer.BYTES;
    private static final int CHUNK_BYTES = 1 << 20;
    private static final int CHUNK_BLOCKS = CHUNK_BYTES / BLOCK_BYTES;

    private final long heapBytesMax;
    private final List<ByteBuffer> chunks = new ArrayList<>();
    private @Nullable MappedFile file;
    private int free = NONE;
    private int fresh;

    /// A store that keeps so much on the heap, rounded up to a MiB; nothing is allocated before it is needed.
    BlockStore(long heapBytesMax) {
        this.heapBytesMax = heapBytesMax;
    }

    /// A block that is nobody's, without a successor. Throws [UncheckedIOException] when there is no room.
    int take() {
        int block = free;
        if (block == NONE) {
            block = fresh++;
            if (block / CHUNK_BLOCKS == chunks.size()) {
                chunks.add(chunk());
            }
        } else {
            free = next(block);
        }
        link(block, NONE);
        return block;
    }

    private ByteBuffer chunk() {
        if ((long) chunks.size() * CHUNK_BYTES < heapBytesMax) {
            return ByteBuffer.allocate(CHUNK_BYTES);
        }
        try {
            MappedFile mapped = file;
            if (mapped == null) {
                mapped = MappedFile.temporary(".waiting");
                file = mapped;
            }
            return mapped.extend(CHUNK_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes a block back.
    void give(int block) {
        link(block, free);
        free = block;
    }

    byte read(int block, int at) {
        return chunkOf(block).get(startOf(block) + at);
    }

    void write(int block, int at, byte value) {
        chunkOf(block).put(startOf(block) + at, value);
    }

    int next(int block) {
        return chunkOf(block).getInt(startOf(block) + CONTENT_BYTES);
    }

    void link(int block, int next) {
        chunkOf(block).putInt(startOf(block) + CONTENT_BYTES, next);
    }

    private ByteBuffer chunkOf(int block) {
        return chunks.get(block / CHUNK_BLOCKS);
    }

    private static int startOf(int block) {
        return block % CHUNK_BLOCKS * BLOCK_BYTES;
    }

    /// How much of the heap it has.
    long heapBytes() {
        return (long) chunks.size() * CHUNK_BYTES - mappedBytes();
    }

    /// How much of a file it has.
    long mappedBytes() {
        return file == null ? 0 : file.bytes();
    }

    /// Gives everything back, blocks in use included.
    @Override
    public void close() throws IOException {
        chunks.clear();
        if (file != null) {
            file.close();
        }
    }
}
