package heddle.fetch.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows and their fields, and what becomes of those that make no sense.
class RowReaderTest {
    private static final String MALFORMED =
            "has a quoted field that does not end, or goes on behind its quote; a quote in a field is written twice";

    /// A row as it was cut.
    private record Row(
            long number, List<String> fields, @Nullable String problem) {}

    private static Row row(long number, String... fields) {
        return new Row(number, List.of(fields), null);
    }

    private static List<Row> rows(InputStream bytes) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (RowReader reader = new RowReader(bytes, ',')) {
            while (reader.next()) {
                List<String> fields = new ArrayList<>();
                for (int place = 0; place < reader.fields(); place++) {
                    fields.add(reader.field(place));
                }
                rows.add(new Row(reader.number(), fields, reader.problem()));
            }
            assertThat(reader.next()).isFalse();
        }
        return rows;
    }

    private static List<Row> rows(String text) throws IOException {
        List<Row> rows = rows(new ByteArrayInputStream(text.getBytes(ISO_8859_1)));
        assertThat(rows(new Trickle(text))).as("byte by byte").isEqualTo(rows);
        return rows;
    }

    /// Gives one byte at a time.
    private static final class Trickle extends ByteArrayInputStream {
        Trickle(String text) {
            super(text.getBytes(ISO_8859_1));
        }

        @Override
        public synchronized int read(byte[] buffer, int offset, int length) {
            return super.read(buffer, offset, Math.min(1, length));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void rows_end_as_lines_do_and_are_numbered_by_them(String end) throws IOException {
        assertThat(rows(String.join(end, "a,b", "", "c,", "\"d", "e\",f", "g")))
                .containsExactly(row(1, "a", "b"), row(3, "c", ""), row(4, "d" + end + "e", "f"), row(6, "g"));
        assertThat(rows(end + end)).isEmpty();
        assertThat(rows("a" + end)).containsExactly(row(1, "a"));
    }

    @Test
    void a_quoted_field_may_have_anything_and_quotes_twice() throws IOException {
        assertThat(rows("\"a,\"\"b\"\"\",\"\",\"\"\"\"\n,x\"y\"\n"))
                .containsExactly(row(1, "a,\"b\"", "", "\""), row(2, "", "x\"y\""));
    }

    @Test
    void a_quote_that_is_not_closed_costs_its_line_and_no_other() throws IOException {
        assertThat(rows("a,1\nb,\"2\nc,3\n\nd,4\n"))
                .containsExactly(
                        row(1, "a", "1"), new Row(2, List.of("b,\"2"), MALFORMED), row(3, "c", "3"), row(5, "d", "4"));
    }

    @Test
    void a_quote_that_the_next_one_seems_to_close_costs_its_line_and_no_other() throws IOException {
        assertThat(rows("\"a,1\nb,2\n\"c\",\"3\n4\"\nd,5\n"))
                .containsExactly(
                        new Row(1, List.of("\"a,1"), MALFORMED),
                        row(2, "b", "2"),
                        row(3, "c", "3\n4"),
                        row(5, "d", "5"));
    }

    @Test
    void what_goes_on_after_a_quote_costs_its_line() throws IOException {
        assertThat(rows("\"a\"b,1\r\nc,2\r\n"))
                .containsExactly(new Row(1, List.of("\"a\"b,1"), MALFORMED), row(2, "c", "2"));
    }

    @Test
    void a_row_with_more_than_it_may_have_is_told_by_its_beginning() throws IOException {
        String large = "x".repeat(RowReader.ROW_BYTES_MAX + 5_000_000);
        List<Row> rows =
                rows(new ByteArrayInputStream(("a\nb" + large + "\nc\nd,\"" + large + "\ne").getBytes(ISO_8859_1)));
        assertThat(rows).hasSize(5);
        assertThat(rows.get(0)).isEqualTo(row(1, "a"));
        assertThat(rows.get(1).problem()).startsWith("begins a row that is longer than the 16777216 bytes");
        assertThat(rows.get(1).fields())
                .singleElement()
                .asString()
                .startsWith("bxx")
                .hasSizeLessThan(1_000);
        assertThat(rows.get(2)).isEqualTo(row(3, "c"));
        assertThat(rows.get(3).problem()).isEqualTo(MALFORMED);
        assertThat(rows.get(4)).isEqualTo(row(5, "e"));
    }

    @Test
    void a_table_full_of_quotes_that_are_not_closed_is_looked_at_a_few_times_and_not_for_each_line()
            throws IOException {
        int lines = 200_000;
        List<Row> rows = rows(new ByteArrayInputStream("x\",\"\n".repeat(lines).getBytes(ISO_8859_1)));
        assertThat(rows)
                .hasSize(lines)
                .allSatisfy(row -> assertThat(row.problem()).isEqualTo(MALFORMED));
    }

    @Test
    void a_row_is_ready_when_its_line_is_there() throws IOException {
        PipedOutputStream typed = new PipedOutputStream();
        try (RowReader reader = new RowReader(new PipedInputStream(typed), ',')) {
            typed.write("a,b\r\n".getBytes(ISO_8859_1));
            assertThat(reader.next()).isTrue();
            assertThat(reader.isReady()).isFalse();
            typed.write("c,d\r\ne\r\n".getBytes(ISO_8859_1));
            assertThat(reader.isReady()).isTrue();
            assertThat(reader.next()).isTrue();
            assertThat(reader.isReady()).as("it is in the buffer").isTrue();
            assertThat(reader.next()).isTrue();
            assertThat(reader.field(0)).isEqualTo("e");
            assertThat(reader.isReady()).isFalse();
        }
    }
}
