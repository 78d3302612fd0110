package heddle.url.idna;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What Unicode Technical Standard 46 says of every code point, and how it joins its neighbours: the resource
/// `characters.bin`, read when the first internationalised name is met.
///
/// The resource is a list of ranges, each with one entry. As variable-length integers (seven bits a byte, low ones
/// first): the number of ranges; for each, the distance of its first code point from that of the range before, and
/// its entry with the length of the mapping in place of its offset; then the length of all mappings in UTF-8, and
/// these. The mappings of *mapped* code points follow each other in the order of their ranges.
/// `CharacterTableGenerator`, beside the tests, writes it.
final class CharacterTable {
    /// Kept as it is; the entry carries [#joining(int)] and [#isVirama(int)].
    static final int VALID = 0;
    /// Left out.
    static final int IGNORED = 1;
    /// No name may contain it.
    static final int DISALLOWED = 2;
    /// Becomes the code point that lies [#shift(int)] from it.
    static final int SHIFTED = 3;
    /// Becomes a text of its own.
    static final int MAPPED = 4;

    static final int KIND_BITS = 3;
    static final int LENGTH_BITS = 6;
    static final int VIRAMA = 8;

    private final int[] starts;
    private final int[] entries;
    private final String mappings;

    private CharacterTable(int[] starts, int[] entries, String mappings) {
        this.starts = starts;
        this.entries = entries;
        this.mappings = mappings;
    }

    static CharacterTable instance() {
        return Holder.TABLE;
    }

    int entry(int codePoint) {
        int found = Arrays.binarySearch(starts, codePoint);
        return entries[found >= 0 ? found : -found - 2];
    }

    static int kind(int entry) {
        return entry & ((1 << KIND_BITS) - 1);
    }

    /// How a valid code point joins its neighbours in cursive scripts.
    static Joining joining(int entry) {
        return Joining.of((entry >> KIND_BITS) & (VIRAMA - 1));
    }

    /// Whether a valid code point is a virama, which suppresses the vowel of the letter before it.
    static boolean isVirama(int entry) {
        return kind(entry) == VALID && ((entry >> KIND_BITS) & VIRAMA) != 0;
    }

    static int shift(int entry) {
        int folded = entry >>> KIND_BITS;
        return (folded >>> 1) ^ -(folded & 1);
    }

    void appendMapping(int entry, StringBuilder out) {
        int length = (entry >> KIND_BITS) & ((1 << LENGTH_BITS) - 1);
        int start = entry >>> (KIND_BITS + LENGTH_BITS);
        out.append(mappings, start, start + length);
    }

    private static CharacterTable read(ByteBuffer in) {
        int count = readInt(in);
        int[] starts = new int[count];
        int[] entries = new int[count];
        int start = 0;
        int offset = 0;
        for (int i = 0; i < count; i++) {
            start += readInt(in);
            starts[i] = start;
            int entry = readInt(in);
            if (kind(entry) == MAPPED) {
                int length = entry >> KIND_BITS;
                entry |= offset << (KIND_BITS + LENGTH_BITS);
                offset += length;
            }
            entries[i] = entry;
        }
        byte[] mappings = new byte[readInt(in)];
        in.get(mappings);
        return new CharacterTable(starts, entries, new String(mappings, StandardCharsets.UTF_8));
    }

    private static int readInt(ByteBuffer in) {
        int b = in.get();
        int value = b & 0x7F;
        for (int shift = 7; b < 0; shift += 7) {
            b = in.get();
            value |= (b & 0x7F) << shift;
        }
        return value;
    }

    private static final class Holder {
        private static final CharacterTable TABLE = load();

        private static CharacterTable load() {
            try (var resource = CharacterTable.class.getResourceAsStream("characters.bin")) {
                if (resource == null) {
                    throw new IllegalStateException(
                            "heddle.url lacks its resource characters.bin: the jar is incomplete");
                }
                return read(ByteBuffer.wrap(resource.readAllBytes()));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
