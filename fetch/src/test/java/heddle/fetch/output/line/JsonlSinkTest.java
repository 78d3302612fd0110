package heddle.fetch.output.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.ZstdInputStream;
import heddle.fetch.JsonLines;
import heddle.fetch.disk.Disk;
import heddle.fetch.output.Kept;
import heddle.fetch.output.Page;
import heddle.fetch.output.Sink;
import heddle.fetch.output.SinkContract;
import heddle.fetch.output.file.Coding;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Nested;

/// Lines of JSON in each coding, and those of failures.
class JsonlSinkTest {
    @Nested
    class Plain extends Lines {
        Plain() {
            super(Coding.PLAIN);
        }
    }

    @Nested
    class Gzip extends Lines {
        Gzip() {
            super(Coding.GZIP);
        }
    }

    @Nested
    class Zstd extends Lines {
        Zstd() {
            super(Coding.ZSTD);
        }
    }

    abstract static class Lines extends SinkContract {
        private final Coding coding;

        Lines(Coding coding) {
            this.coding = coding;
        }

        @Override
        protected Sink open(Path folder, Kept kept, Disk disk) throws IOException {
            Files.createDirectories(folder);
            return JsonlSink.results(folder, coding, kept, disk);
        }

        @Override
        protected List<String> urls(Path folder) throws Exception {
            List<String> urls = new ArrayList<>();
            for (String text : text(folder).lines().toList()) {
                urls.add(JsonLines.object(text).getOrDefault("url", ""));
            }
            return urls;
        }

        private String text(Path folder) throws IOException {
            try (InputStream file = new BufferedInputStream(
                            Files.newInputStream(folder.resolve("results.jsonl" + coding.suffix())));
                    InputStream plain = decoded(file)) {
                return new String(plain.readAllBytes(), UTF_8);
            }
        }

        private InputStream decoded(InputStream coded) throws IOException {
            coded.mark(1);
            if (coded.read() < 0) {
                return InputStream.nullInputStream();
            }
            coded.reset();
            return switch (coding) {
                case PLAIN -> coded;
                case GZIP -> new GZIPInputStream(coded);
                case ZSTD -> new ZstdInputStream(coded);
            };
        }
    }

    @Nested
    class Failures extends SinkContract {
        @Override
        protected Sink open(Path folder, Kept kept, Disk disk) throws IOException {
            Files.createDirectories(folder);
            return JsonlSink.failures(folder, kept, disk);
        }

        @Override
        protected boolean takes(Page page) {
            return page.isFailed();
        }

        @Override
        protected List<String> urls(Path folder) throws Exception {
            return JsonLines.of(folder.resolve("failed.jsonl")).stream()
                    .map(line -> line.getOrDefault("url", ""))
                    .toList();
        }
    }
}
