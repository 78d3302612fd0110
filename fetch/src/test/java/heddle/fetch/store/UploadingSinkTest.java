package heddle.fetch.store;

import heddle.fetch.disk.Disk;
import heddle.fetch.output.Kept;
import heddle.fetch.output.Page;
import heddle.fetch.output.Sink;
import heddle.fetch.output.SinkContract;
import heddle.fetch.output.tar.Archives;
import heddle.fetch.output.tar.TarSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;

/// What is put to the store is what a sink owes: each outcome once, whatever call of the disk or of the store was the
/// last. Nothing is read but the store.
class UploadingSinkTest extends SinkContract {
    private static final long SEGMENT_BYTES = 20_000;
    private static final String STORE = "store";

    @BeforeAll
    static void requireTar() {
        Archives.requireTar();
    }

    @Override
    protected Sink open(Path folder, Kept kept, Disk disk) throws IOException {
        Path store = folder.resolve(STORE);
        if (kept.marks().isEmpty()) {
            // Who starts over has to empty the place, or to choose another: Heddle deletes nothing in a store.
            empty(store);
        }
        Sink sink = TarSink.open(folder, SEGMENT_BYTES, kept, disk);
        return new UploadingSink(
                sink, SegmentUploads.start(new FolderStore(store, disk), folder, TarSink::isSegment, 1, disk));
    }

    private static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    protected boolean takes(Page page) {
        return !page.isFailed();
    }

    @Override
    protected List<String> urls(Path folder) throws Exception {
        Path store = folder.resolve(STORE);
        return Files.exists(store) ? Archives.urls(store) : List.of();
    }
}
