package heddle.fetch.output.body;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class FilesSinkTest {
    @Nested
    class ByOrdinal extends Bodies {
        ByOrdinal() {
            super(FilesSink.Layout.BY_ORDINAL);
        }
    }

    @Nested
    class ByHost extends Bodies {
        ByHost() {
            super(FilesSink.Layout.BY_HOST);
        }
    }

    abstract static class Bodies extends SinkContract {
        private final FilesSink.Layout layout;

        Bodies(FilesSink.Layout layout) {
            this.layout = layout;
        }

        @Override
        protected Sink open(Path folder, Kept kept, Disk disk) throws IOException {
            return FilesSink.open(folder, layout, kept, disk);
        }

        @Override
        protected boolean takes(Page page) {
            return !page.isFailed();
        }

        @Override
        protected List<String> urls(Path folder) throws Exception {
            List<String> urls = new ArrayList<>();
            try (Stream<Path> files = Files.walk(folder.resolve("bodies"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Page page = new Page(
                            Integer.parseInt(file.getFileName().toString().replaceFirst("-.*", "")));
                    assertThat(Files.readAllBytes(file)).isEqualTo(page.body());
                    assertThat(file.toString().contains("/example.com/")).isEqualTo(layout == FilesSink.Layout.BY_HOST);
                    urls.add(page.url());
                }
            }
            return urls;
        }
    }
}
