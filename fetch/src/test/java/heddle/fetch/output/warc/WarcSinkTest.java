package heddle.fetch.output.warc;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.fetch.disk.Disk;
import heddle.fetch.output.Kept;
import heddle.fetch.output.Page;
import heddle.fetch.output.Sink;
import heddle.fetch.output.SinkContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Small segments, so that they end between any two checkpoints and at them.
class WarcSinkTest extends SinkContract {
    private static final long SEGMENT_BYTES = 3_000;

    @Override
    protected Sink open(Path folder, Kept kept, Disk disk) throws IOException {
        return WarcSink.open(folder, SEGMENT_BYTES, kept, disk);
    }

    @Override
    protected boolean takes(Page page) {
        return !page.isFailed();
    }

    @Override
    protected List<String> urls(Path folder) throws Exception {
        List<String> urls = new ArrayList<>();
        Map<String, Archive.Archived> byId = new HashMap<>();
        for (Archive.Archived record : Archive.in(folder.resolve("warc"))) {
            byId.put(record.id(), record);
            switch (record.type()) {
                case "warcinfo" -> {}
                case "response" -> {
                    urls.add(record.url());
                    assertThat(record.payload()).isEqualTo(Page.of(record.url()).body());
                }
                case "revisit" -> {
                    urls.add(record.url());
                    assertThat(Objects.requireNonNull(byId.get(record.refersTo()))
                                    .payload())
                            .isEqualTo(Page.of(record.url()).body());
                }
                case "request" ->
                    assertThat(Objects.requireNonNull(byId.get(record.concurrentTo()))
                                    .url())
                            .isEqualTo(record.url());
                default -> throw new AssertionError(record.type());
            }
        }
        return urls;
    }
}
