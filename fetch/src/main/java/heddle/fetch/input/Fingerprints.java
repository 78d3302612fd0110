package heddle.fetch.input;

import heddle.fetch.disk.MappedFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import org.jspecify.annotations.Nullable;

/// A set of 64-bit hashes, in a table that is at most two thirds full: 12 to 24 bytes each. On the heap up to a
/// limit, beyond it in a mapped temporary file. For one thread.
///
/// Hashes are spread evenly, so each is looked for from the place on that its lowest bits name. When the table is
/// full, one of twice the size takes its place.
final class Fingerprints implements Closeable {
    private static final long SLOTS_AT_FIRST = 1 << 12;

    /// Longs of a part of the table, at most.
    private static final int PART = 1 << 20;

    /// Stands for no hash; the hash that is 0 is taken for another one.
    private static final long NONE = 0;

    private static final long ZERO = 1;

    private final long heapBytesMax;
    private Table table;
    private long count;

    /// An empty set.
    Fingerprints(long heapBytesMax) throws IOException {
        this.heapBytesMax = heapBytesMax;
        table = Table.of(SLOTS_AT_FIRST, heapBytesMax);
    }

    /// Adds a hash; false when it was there.
    boolean add(long hash) throws IOException {
        long wanted = hash == NONE ? ZERO : hash;
        if ((count + 1) * 3 > table.slots * 2) {
            grow();
        }
        boolean isNew = table.add(wanted);
        count += isNew ? 1 : 0;
        return isNew;
    }

    private void grow() throws IOException {
        try (Table full = table) {
            table = Table.of(full.slots * 2, heapBytesMax);
            for (LongBuffer part : full.parts) {
                for (int slot = 0; slot < part.limit(); slot++) {
                    if (part.get(slot) != NONE) {
                        table.add(part.get(slot));
                    }
                }
            }
        }
    }

    long count() {
        return count;
    }

    @Override
    public void close() throws IOException {
        table.close();
    }

    private static final class Table implements Closeable {
        private final LongBuffer[] parts;
        private final long slots;
        private final @Nullable MappedFile file;

        private Table(LongBuffer[] parts, long slots, @Nullable MappedFile file) {
            this.parts = parts;
            this.slots = slots;
            this.file = file;
        }

        static Table of(long slots, long heapBytesMax) throws IOException {
            MappedFile file = slots * Long.BYTES > heapBytesMax ? MappedFile.temporary(".seen") : null;
            LongBuffer[] parts = new LongBuffer[Math.toIntExact((slots + PART - 1) / PART)];
            Table table = new Table(parts, slots, file);
            int bytes = (int) Math.min(slots, PART) * Long.BYTES;
            try {
                for (int part = 0; part < parts.length; part++) {
                    parts[part] = (file == null ? ByteBuffer.allocate(bytes) : file.extend(bytes)).asLongBuffer();
                }
                return table;
            } catch (IOException | RuntimeException | Error e) {
                table.close();
                throw e;
            }
        }

        boolean add(long hash) {
            for (long slot = hash & (slots - 1); ; slot = (slot + 1) & (slots - 1)) {
                LongBuffer part = parts[(int) (slot / PART)];
                int place = (int) (slot % PART);
                long there = part.get(place);
                if (there == hash) {
                    return false;
                }
                if (there == NONE) {
                    part.put(place, hash);
                    return true;
                }
            }
        }

        @Override
        public void close() throws IOException {
            if (file != null) {
                file.close();
            }
        }
    }
}
