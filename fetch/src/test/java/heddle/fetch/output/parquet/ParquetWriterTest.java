package heddle.fetch.output.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import heddle.fetch.disk.Disk;
import heddle.fetch.output.file.CountedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Read back by Hardwood.
class ParquetWriterTest {
    private static final List<Heading> COLUMNS =
            List.of(Column.URL, Column.HTTP_CODE, Column.SIZE_DOWNLOAD, Column.TIME_TOTAL, Column.BODY);

    @TempDir
    private Path folder;

    @FunctionalInterface
    private interface Rows {
        void writeTo(ParquetWriter parquet) throws IOException;
    }

    private Path written(Rows rows) throws IOException {
        Path path = folder.resolve("rows.parquet");
        try (CountedFile file = CountedFile.open(path, 0, Disk.LOCAL)) {
            ParquetWriter parquet = new ParquetWriter(COLUMNS, file);
            rows.writeTo(parquet);
            parquet.end();
            file.flush();
        }
        return path;
    }

    private static void write(ParquetWriter parquet, int row, byte[] body) throws IOException {
        text(parquet, row);
        if (row % 3 == 0) {
            parquet.none(1);
        } else {
            parquet.number(1, -row);
        }
        parquet.number(2, (long) row << 33);
        parquet.number(3, row / 8.0);
        parquet.bytes(4, body);
        parquet.endRow();
    }

    private static void text(ParquetWriter parquet, int row) {
        if (row % 1000 > 500) {
            parquet.none(0);
        } else {
            parquet.bytes(0, ("ü" + row).getBytes(UTF_8));
        }
    }

    private static void check(RowReader read, int row, byte[] body) {
        read.next();
        assertThat(read.isNull("url")).isEqualTo(row % 1000 > 500);
        if (!read.isNull("url")) {
            assertThat(read.getString("url")).isEqualTo("ü" + row);
        }
        assertThat(read.isNull("http_code")).isEqualTo(row % 3 == 0);
        if (!read.isNull("http_code")) {
            assertThat(read.getInt("http_code")).isEqualTo(-row);
        }
        assertThat(read.getLong("size_download")).isEqualTo((long) row << 33);
        assertThat(read.getDouble("time_total")).isEqualTo(row / 8.0);
        assertThat(read.getBinary("body")).isEqualTo(body);
    }

    @Test
    void rows_fill_pages() throws IOException {
        int rows = 70_001;
        byte[] body = {1, 2};
        Path file = written(parquet -> {
            for (int row = 0; row < rows; row++) {
                write(parquet, row, body);
            }
        });
        try (ParquetFileReader parquet = ParquetFileReader.open(InputFile.of(file));
                RowReader read = parquet.rowReader()) {
            for (int row = 0; row < rows; row++) {
                check(read, row, body);
            }
            assertThat(read.hasNext()).isFalse();
        }
    }

    @Test
    void rows_fill_groups() throws IOException {
        int rows = 75;
        Path file = written(parquet -> {
            for (int row = 0; row < rows; row++) {
                write(parquet, row, noise(row));
            }
        });
        try (ParquetFileReader parquet = ParquetFileReader.open(InputFile.of(file));
                RowReader read = parquet.rowReader()) {
            assertThat(parquet.getFileMetaData().rowGroups())
                    .hasSize(2)
                    .allSatisfy(group -> assertThat(group.columns())
                            .hasSize(COLUMNS.size())
                            .allSatisfy(column ->
                                    assertThat(column.metaData().codec()).isEqualTo(CompressionCodec.ZSTD)));
            for (int row = 0; row < rows; row++) {
                check(read, row, noise(row));
            }
            assertThat(read.hasNext()).isFalse();
        }
    }

    private static byte[] noise(int seed) {
        byte[] bytes = new byte[1 << 20];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @Test
    void a_file_without_rows_is_one() throws IOException {
        Path file = written(_ -> {});
        try (ParquetFileReader parquet = ParquetFileReader.open(InputFile.of(file));
                RowReader read = parquet.rowReader()) {
            assertThat(read.hasNext()).isFalse();
        }
    }
}
