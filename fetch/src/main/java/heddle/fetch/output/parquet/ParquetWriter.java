package heddle.fetch.output.parquet;

import heddle.fetch.output.file.CountedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Writes a Parquet file of flat rows, front to back: row groups of about 64 MB, then the footer. By the format's
/// specification (apache/parquet-format, version 2.9), as far as a flat table needs it.
final class ParquetWriter implements RowCodec.Cells {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final long GROUP_BYTES = 64L << 20;
    private static final int VERSION = 1;
    private static final int OPTIONAL = 1;
    private static final int UTF8 = 0;

    private final List<Heading> columns;
    private final CountedFile file;
    private final List<Group> groups = new ArrayList<>();
    private List<ColumnChunk> chunks;
    private long rows;

    private record Chunk(Heading column, long offset, long bytes, long plainBytes, long rows) {}

    private record Group(List<Chunk> chunks, long rows) {
        long plainBytes() {
            return chunks.stream().mapToLong(Chunk::plainBytes).sum();
        }

        long bytes() {
            return chunks.stream().mapToLong(Chunk::bytes).sum();
        }
    }

    ParquetWriter(List<Heading> columns, CountedFile file) throws IOException {
        this.columns = columns;
        this.file = file;
        chunks = newChunks();
        file.write(MAGIC);
    }

    private List<ColumnChunk> newChunks() {
        return columns.stream().map(ColumnChunk::new).toList();
    }

    @Override
    public void none(int column) {
        chunks.get(column).none();
    }

    @Override
    public void number(int column, int value) {
        chunks.get(column).number(value);
    }

    @Override
    public void number(int column, long value) {
        chunks.get(column).number(value);
    }

    @Override
    public void number(int column, double value) {
        chunks.get(column).number(Double.doubleToRawLongBits(value));
    }

    @Override
    public void bytes(int column, byte[] value) {
        chunks.get(column).bytes(value);
    }

    /// All cells of a row have come.
    void endRow() throws IOException {
        if (chunks.stream().mapToLong(ColumnChunk::bytes).sum() >= GROUP_BYTES) {
            endGroup();
        }
    }

    private void endGroup() throws IOException {
        List<Chunk> written = new ArrayList<>();
        long groupRows = chunks.getFirst().rows();
        for (ColumnChunk chunk : chunks) {
            long offset = file.bytes();
            long bytes = chunk.end();
            chunk.writeTo(file);
            written.add(new Chunk(chunk.column(), offset, bytes, chunk.plainBytes(), groupRows));
        }
        groups.add(new Group(written, groupRows));
        rows += groupRows;
        chunks = newChunks();
    }

    /// Completes the file.
    void end() throws IOException {
        if (chunks.getFirst().rows() > 0) {
            endGroup();
        }
        byte[] footer = footer();
        file.write(footer);
        file.write(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(footer.length)
                .array());
        file.write(MAGIC);
    }

    private byte[] footer() {
        ThriftWriter thrift = new ThriftWriter().begin().i32(1, VERSION);
        thrift.structs(2, 1 + columns.size());
        thrift.begin().text(4, "outcomes").i32(5, columns.size()).end();
        columns.forEach(column -> schema(thrift, column));
        thrift.i64(3, rows).structs(4, groups.size());
        groups.forEach(group -> group(thrift, group));
        return thrift.text(6, "heddle").end().toByteArray();
    }

    private static void schema(ThriftWriter thrift, Heading column) {
        thrift.begin().i32(1, column.type().number()).i32(3, OPTIONAL).text(4, column.word());
        if (column.type() == Column.Type.TEXT) {
            thrift.i32(6, UTF8).begin(10).begin(1).end().end();
        }
        thrift.end();
    }

    private static void group(ThriftWriter thrift, Group group) {
        thrift.begin().structs(1, group.chunks.size());
        for (Chunk chunk : group.chunks) {
            thrift.begin().i64(2, chunk.offset).begin(3);
            thrift.i32(1, chunk.column.type().number())
                    .i32s(2, ColumnChunk.PLAIN, ColumnChunk.RLE)
                    .texts(3, chunk.column.word())
                    .i32(4, ColumnChunk.ZSTD)
                    .i64(5, chunk.rows)
                    .i64(6, chunk.plainBytes)
                    .i64(7, chunk.bytes)
                    .i64(9, chunk.offset);
            thrift.end().end();
        }
        thrift.i64(2, group.plainBytes())
                .i64(3, group.rows)
                .i64(6, group.bytes())
                .end();
    }
}
