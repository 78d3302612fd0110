package heddle.fetch.output.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;

/// The values of one column in one row group: pages that are compressed as they are full. The format's data pages
/// of the first version, values `PLAIN`, so that every reader knows them; what repeats is left to zstd.
final class ColumnChunk {
    /// Codes of the format.
    static final int PLAIN = 0;

    static final int RLE = 3;
    static final int ZSTD = 6;

    private static final int LEVEL = 3;
    private static final int PAGE_BYTES = 1 << 20;
    private static final int PAGE_VALUES = 20_000;
    private static final int DATA_PAGE = 0;

    private final Heading column;
    private final ByteArrayOutputStream pages = new ByteArrayOutputStream();
    private final ByteArrayOutputStream values = new ByteArrayOutputStream();
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);

    /// Which rows of the page have a value.
    private final BitSet present = new BitSet();

    private int pageRows;
    private long rows;
    private long plainBytes;

    ColumnChunk(Heading column) {
        this.column = column;
    }

    Heading column() {
        return column;
    }

    void none() {
        endRow();
    }

    void number(int value) {
        present.set(pageRows);
        values.write(number.clear().putInt(value).array(), 0, Integer.BYTES);
        endRow();
    }

    void number(long value) {
        present.set(pageRows);
        values.write(number.clear().putLong(value).array(), 0, Long.BYTES);
        endRow();
    }

    void bytes(byte[] value) {
        present.set(pageRows);
        values.write(number.clear().putInt(value.length).array(), 0, Integer.BYTES);
        values.writeBytes(value);
        endRow();
    }

    private void endRow() {
        pageRows++;
        rows++;
        if (values.size() >= PAGE_BYTES || pageRows >= PAGE_VALUES) {
            endPage();
        }
    }

    /// Bytes that it has in memory.
    long bytes() {
        return (long) pages.size() + values.size();
    }

    /// Rows that it has.
    long rows() {
        return rows;
    }

    /// Bytes of all pages with their heads, if they were not compressed.
    long plainBytes() {
        return plainBytes;
    }

    /// Ends the last page; returns how many bytes all pages are.
    long end() {
        if (pageRows > 0) {
            endPage();
        }
        return pages.size();
    }

    void writeTo(OutputStream target) throws IOException {
        pages.writeTo(target);
    }

    private void endPage() {
        byte[] levels = levels();
        byte[] plain = ByteBuffer.allocate(levels.length + values.size())
                .put(levels)
                .put(values.toByteArray())
                .array();
        byte[] compressed = Zstd.compress(plain, LEVEL);
        byte[] head = new ThriftWriter()
                .begin()
                .i32(1, DATA_PAGE)
                .i32(2, plain.length)
                .i32(3, compressed.length)
                .begin(5)
                .i32(1, pageRows)
                .i32(2, PLAIN)
                .i32(3, RLE)
                .i32(4, RLE)
                .end()
                .end()
                .toByteArray();
        pages.writeBytes(head);
        pages.writeBytes(compressed);
        plainBytes += (long) head.length + plain.length;
        values.reset();
        present.clear();
        pageRows = 0;
    }

    /// Which rows have a value: the format's hybrid of runs and packed bits, here one run of packed bits, with its
    /// length before it.
    private byte[] levels() {
        int groups = (pageRows + Byte.SIZE - 1) / Byte.SIZE;
        ByteArrayOutputStream run = new ByteArrayOutputStream();
        int head = (groups << 1) | 1;
        while (head > 0x7F) {
            run.write((head & 0x7F) | 0x80);
            head >>>= 7;
        }
        run.write(head);
        byte[] bits = present.toByteArray();
        run.write(bits, 0, bits.length);
        run.writeBytes(new byte[groups - bits.length]);
        return ByteBuffer.allocate(Integer.BYTES + run.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(run.size())
                .put(run.toByteArray())
                .array();
    }
}
