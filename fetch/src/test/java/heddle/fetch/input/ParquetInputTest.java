package heddle.fetch.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.fetch.list.Cell;
import heddle.fetch.list.Columns;
import heddle.fetch.list.ListLine;
import heddle.fetch.list.ListSource;
import heddle.fetch.list.Listed;
import heddle.fetch.list.Particulars;
import heddle.fetch.list.ReadList;
import heddle.fetch.list.UrlList;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A list in Parquet, which another implementation wrote, compressed by snappy.
class ParquetInputTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void copy() throws IOException {
        file = folder.resolve("a list");
        try (InputStream typed = ParquetInputTest.class.getResourceAsStream("typed.parquet")) {
            Files.copy(typed, file);
        }
    }

    private UrlList list(Columns columns) {
        return Input.of(ListSource.file(file), InputOptions.defaults().columns(columns));
    }

    @Test
    void urls_come_from_the_column_that_is_named_and_others_come_along() throws IOException {
        List<ListLine> lines =
                ReadList.lines(list(new Columns("page", List.of("seen", "ok", "score", "rank", "page"))));
        assertThat(lines).hasSize(200);
        assertThat(lines.get(101))
                .isEqualTo(new ListLine.Entry(
                        102,
                        new Listed(
                                "http://example.com/ä/101",
                                Particulars.of(List.of(
                                        Cell.text("seen", "2026-01-01T00:01:41Z"),
                                        Cell.json("ok", "false"),
                                        Cell.json("score", "12.625"),
                                        Cell.json("rank", "101000000707"),
                                        Cell.text("page", "http://example.com/ä/101"))))));
        assertThat(((ListLine.Entry) lines.getFirst()).listed().particulars().cells())
                .contains(Cell.none("seen"));
    }

    @Test
    void a_row_without_a_url_is_bad() throws IOException {
        assertThat(ReadList.lines(list(Columns.URL.url("page"))).get(7))
                .isEqualTo(new ListLine.Bad(8, "", "row 8 of " + file + " has nothing in the column \"page\""));
    }

    @Test
    void a_column_that_is_not_there_is_an_error_that_names_those_that_are() {
        assertThatThrownBy(() -> list(Columns.URL).open())
                .isInstanceOf(MissingColumnException.class)
                .hasMessageContaining("has no column \"url\"; it has rank, page, score, ok, seen");
    }

    @Test
    void a_stream_is_refused_since_parquet_is_read_from_its_end() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        UrlList stream =
                Input.of(ListSource.stream("standard input", new ByteArrayInputStream(bytes)), InputOptions.defaults());
        assertThatThrownBy(stream::open)
                .hasMessageStartingWith("standard input is Parquet, which is read from its end");
    }

    @Test
    void a_file_that_was_cut_or_spoilt_is_an_error() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> ReadList.lines(list(Columns.URL.url("page")))).isInstanceOf(IOException.class);
        Arrays.fill(bytes, 100, bytes.length - 1500, (byte) 0x55);
        Files.write(file, bytes);
        assertThatThrownBy(() -> ReadList.lines(list(Columns.URL.url("page"))))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + " cannot be read as Parquet: ");
    }
}
