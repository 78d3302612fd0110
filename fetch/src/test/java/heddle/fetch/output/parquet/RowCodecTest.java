package heddle.fetch.output.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.fetch.disk.Disk;
import heddle.fetch.output.file.HeldBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowCodecTest {
    private static final List<Heading> COLUMNS = List.of(Column.URL, Column.HTTP_CODE, Column.TIME_TOTAL, Column.BODY);
    private static final int BODY_BYTES_MAX = 64 << 20;

    private final RowCodec codec = new RowCodec(COLUMNS);
    private final List<String> cells = new ArrayList<>();

    private List<String> through(Row row) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        codec.write(row, new DataOutputStream(bytes));
        codec.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), new Noting());
        return cells;
    }

    private static Row row(int bodyBytes) {
        HeldBytes body = new HeldBytes(Path.of("unused"), Disk.LOCAL);
        body.add(ByteBuffer.allocate(bodyBytes));
        return new Row(Map.of(Column.URL, "http://a/\uD800", Column.TIME_TOTAL, 0.5), List.of(), Optional.of(body));
    }

    @Test
    void a_row_comes_back_cell_by_cell() throws IOException {
        assertThat(through(row(3)))
                .as("half a surrogate pair is replaced")
                .containsExactly("0: 12 bytes", "1: none", "2: 0.5", "3: 3 bytes");
    }

    @Test
    void a_body_that_is_too_large_for_a_cell_is_left_out() throws IOException {
        assertThat(through(row(BODY_BYTES_MAX + 1))).endsWith("3: none");
    }

    private final class Noting implements RowCodec.Cells {
        @Override
        public void none(int column) {
            cells.add(column + ": none");
        }

        @Override
        public void number(int column, int value) {
            cells.add(column + ": " + value);
        }

        @Override
        public void number(int column, long value) {
            cells.add(column + ": " + value);
        }

        @Override
        public void number(int column, double value) {
            cells.add(column + ": " + value);
        }

        @Override
        public void bytes(int column, byte[] value) {
            cells.add(column + ": " + value.length + " bytes");
        }
    }
}
