package heddle.fetch.frontier;

/// Ordinals of a list that wait, first in, first out, each larger than the one before. It holds their distances in
/// one to five bytes each, in blocks of a [BlockStore]: with hosts that come up again and again, less than the eight
/// bytes of a number.
final class OrdinalQueue {
    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    private int first = BlockStore.NONE;
    private int firstAt;
    private int last = BlockStore.NONE;
    private int lastAt;
    private long taken;
    private long added;
    private int size;

    void add(BlockStore store, long ordinal) {
        long distance = ordinal - added;
        added = ordinal;
        size++;
        while (distance >= MORE) {
            write(store, (byte) (distance | MORE));
            distance >>>= BITS;
        }
        write(store, (byte) distance);
    }

    private void write(BlockStore store, byte value) {
        if (last == BlockStore.NONE || lastAt == BlockStore.CONTENT_BYTES) {
            int block = store.take();
            if (last == BlockStore.NONE) {
                first = block;
                firstAt = 0;
            } else {
                store.link(last, block);
            }
            last = block;
            lastAt = 0;
        }
        store.write(last, lastAt++, value);
    }

    /// The one that has waited longest. Only while there is one.
    long remove(BlockStore store) {
        long distance = 0;
        int shift = 0;
        byte next = read(store);
        while (next < 0) {
            distance |= (long) (next & MORE - 1) << shift;
            shift += BITS;
            next = read(store);
        }
        taken += distance | (long) next << shift;
        if (--size == 0) {
            store.give(first);
            first = BlockStore.NONE;
            last = BlockStore.NONE;
        }
        return taken;
    }

    private byte read(BlockStore store) {
        if (firstAt == BlockStore.CONTENT_BYTES) {
            int read = first;
            first = store.next(read);
            firstAt = 0;
            store.give(read);
        }
        return store.read(first, firstAt++);
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }
}
