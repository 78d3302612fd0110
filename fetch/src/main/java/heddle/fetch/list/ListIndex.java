package heddle.fetch.list;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/// Where every 64th line of a list stands, so that any can be found again by its ordinal: an eighth of a byte a line.
///
/// The thread that reads the list notes; others look up lines that it has handed to them.
public final class ListIndex {
    /// Lines between two that are noted.
    static final int STRIDE = 64;

    private static final int CHUNK = 4096;
    private static final long LIKELY_BYTES = 8 * 1024;

    private volatile long[][] chunks = new long[1][CHUNK];
    private volatile long noted;

    /// An index of a list that has not been read.
    public ListIndex() {}

    /// Notes where the line of that ordinal stands; to be called for each, in order.
    public void note(long ordinal, long position) {
        if (ordinal % STRIDE != 0) {
            return;
        }
        long number = noted;
        int chunk = (int) (number / CHUNK);
        if (chunk == chunks.length) {
            long[][] more = Arrays.copyOf(chunks, chunk * 2);
            Arrays.fill(more, chunk, more.length, new long[0]);
            chunks = more;
        }
        if (chunks[chunk].length == 0) {
            chunks[chunk] = new long[CHUNK];
        }
        chunks[chunk][(int) (number % CHUNK)] = position;
        noted = number + 1;
    }

    /// Takes the lines that were asked for.
    @FunctionalInterface
    public interface Found {
        /// Called with the place among the ordinals that were asked for.
        void accept(int place, ListLine.Entry entry) throws IOException;
    }

    /// Reads the lines of these ordinals, which name URLs; they are in ascending order. Blocks. Throws when the list
    /// has changed.
    public void read(LinesAgain list, long[] ordinals, Found found) throws IOException {
        int place = 0;
        while (place < ordinals.length) {
            long stride = ordinals[place] / STRIDE;
            try (UrlLines lines = list.from(position(stride), bytes(stride))) {
                long next = stride * STRIDE;
                while (place < ordinals.length && ordinals[place] / STRIDE == stride) {
                    skip(lines, ordinals[place] - next);
                    next = ordinals[place] + 1;
                    found.accept(place++, entry(lines.next()));
                }
            }
        }
    }

    private static void skip(UrlLines lines, long count) throws IOException {
        for (long i = 0; i < count; i++) {
            if (!lines.skip()) {
                throw changed();
            }
        }
    }

    private static ListLine.Entry entry(Optional<ListLine> line) throws IOException {
        if (line.isPresent() && line.get() instanceof ListLine.Entry entry) {
            return entry;
        }
        throw changed();
    }

    /// What is thrown when a line is not what it was.
    public static IOException changed() {
        return new IOException("the list was changed while it was being fetched; start over with it as it is now");
    }

    private long position(long stride) {
        return chunks[(int) (stride / CHUNK)][(int) (stride % CHUNK)];
    }

    /// How much there is up to the next that is noted; a guess where that is not known, or in another list.
    private long bytes(long stride) {
        long bytes = stride + 1 < noted ? position(stride + 1) - position(stride) : LIKELY_BYTES;
        return bytes > 0 && bytes <= Integer.MAX_VALUE ? bytes : LIKELY_BYTES;
    }
}
