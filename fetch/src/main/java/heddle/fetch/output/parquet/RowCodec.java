package heddle.fetch.output.parquet;

import heddle.fetch.output.file.HeldBytes;
import heddle.fetch.output.line.WellFormed;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows as they wait in the working file of a segment: for each column whether it has a value, and that in the bytes
/// that Parquet has for it (its encoding `PLAIN`), but for the order of bytes in numbers.
///
/// @param columns that rows have, in order
record RowCodec(List<Heading> columns) {
    private static final int ABSENT = 0;
    private static final int PRESENT = 1;

    /// A cell is whole in memory when its file is made.
    private static final long BODY_BYTES_MAX = 64L << 20;

    /// Takes the cells of a row, in the order of the columns. `value` is null where there is none.
    interface Cells {
        void none(int column) throws IOException;

        void number(int column, int value) throws IOException;

        void number(int column, long value) throws IOException;

        void number(int column, double value) throws IOException;

        void bytes(int column, byte[] value) throws IOException;
    }

    void write(Row row, DataOutputStream target) throws IOException {
        for (Heading column : columns) {
            Object value = value(row, column);
            target.writeByte(value == null ? ABSENT : PRESENT);
            switch (value) {
                case null -> {}
                case Integer number -> target.writeInt(number);
                case Long number -> target.writeLong(number);
                case Double number -> target.writeDouble(number);
                case HeldBytes bytes -> {
                    target.writeInt(Math.toIntExact(bytes.bytes()));
                    bytes.copyTo(target);
                }
                default -> {
                    byte[] text = WellFormed.of(value.toString()).getBytes(StandardCharsets.UTF_8);
                    target.writeInt(text.length);
                    target.write(text);
                }
            }
        }
        target.flush();
    }

    private static @Nullable Object value(Row row, Heading heading) {
        return switch (heading) {
            case Column.BODY -> body(row);
            case Column column -> row.values().get(column);
            case KeptColumn kept -> row.cell(kept.column()).orElse(null);
        };
    }

    private static @Nullable HeldBytes body(Row row) {
        return row.body().filter(body -> body.bytes() <= BODY_BYTES_MAX).orElse(null);
    }

    void read(DataInputStream source, Cells cells) throws IOException {
        for (int column = 0; column < columns.size(); column++) {
            if (source.readByte() == ABSENT) {
                cells.none(column);
                continue;
            }
            switch (columns.get(column).type()) {
                case INT -> cells.number(column, source.readInt());
                case LONG -> cells.number(column, source.readLong());
                case DOUBLE -> cells.number(column, source.readDouble());
                case TEXT, BYTES -> cells.bytes(column, bytes(source));
            }
        }
    }

    private static byte[] bytes(DataInputStream source) throws IOException {
        int length = source.readInt();
        byte[] bytes = source.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("a row is cut short");
        }
        return bytes;
    }
}
