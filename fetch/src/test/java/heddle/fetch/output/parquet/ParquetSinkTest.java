package heddle.fetch.output.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import heddle.fetch.disk.Disk;
import heddle.fetch.output.Kept;
import heddle.fetch.output.Page;
import heddle.fetch.output.Sink;
import heddle.fetch.output.SinkContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Read back by Hardwood.
class ParquetSinkTest extends SinkContract {
    private static final long SEGMENT_BYTES = 1_000;

    @Override
    protected Sink open(Path folder, Kept kept, Disk disk) throws IOException {
        return ParquetSink.open(folder, new ParquetSink.Layout(SEGMENT_BYTES, ParquetSink.Bodies.KEPT), kept, disk);
    }

    @Override
    protected List<String> urls(Path folder) throws Exception {
        List<String> urls = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("parquet"))) {
            for (Path file : files.sorted().toList()) {
                read(file, urls);
            }
        }
        return urls;
    }

    private static void read(Path file, List<String> urls) throws IOException {
        try (ParquetFileReader parquet = ParquetFileReader.open(InputFile.of(file));
                RowReader row = parquet.rowReader()) {
            while (row.hasNext()) {
                row.next();
                urls.add(row.getString("url"));
                check(row, Page.of(row.getString("url")));
            }
        }
    }

    private static void check(RowReader row, Page page) {
        assertThat(row.getString("outcome")).isEqualTo(page.isFailed() ? "failed" : "fetched");
        assertThat(row.getDouble("time_total")).isEqualTo(page.isFailed() ? 0.003 : page.number() / 1000.0);
        assertThat(row.isNull("error_kind")).isEqualTo(!page.isFailed());
        assertThat(row.isNull("http_code")).isEqualTo(page.isFailed());
        assertThat(row.isNull("body")).isEqualTo(page.isFailed());
        if (!page.isFailed()) {
            assertThat(row.getInt("http_code")).isEqualTo(200);
            assertThat(row.getLong("size_download")).isEqualTo(page.body().length);
            assertThat(row.getString("remote_ip")).isEqualTo("127.0.0.1");
            assertThat(row.getBinary("body")).isEqualTo(page.body());
        }
    }
}
