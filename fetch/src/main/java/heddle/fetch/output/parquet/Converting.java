package heddle.fetch.output.parquet;

import heddle.fetch.disk.Disk;
import heddle.fetch.output.file.CountedFile;
import heddle.fetch.output.file.SegmentNames;
import heddle.fetch.output.file.Segments;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes Parquet files of rows that are complete and saved, one at a time, on a thread of its own: the next segment
/// is written meanwhile.
final class Converting implements Segments.Publisher {
    private static final int BUFFER_BYTES = 1 << 16;

    private final RowCodec codec;
    private final Disk disk;
    private @Nullable Thread thread;
    private volatile @Nullable IOException failure;

    Converting(RowCodec codec, Disk disk) {
        this.codec = codec;
        this.disk = disk;
    }

    @Override
    public void publish(Path working, long bytes, Path published) throws IOException {
        await();
        thread = Thread.ofPlatform().daemon().name("heddle-parquet").start(() -> tryToConvert(working, published));
    }

    /// Returns when the last file is there.
    void await() throws IOException {
        boolean isInterrupted = false;
        while (thread != null && thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException deferred) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        IOException failed = failure;
        if (failed != null) {
            throw new IOException(failed.getMessage(), failed);
        }
    }

    private void tryToConvert(Path working, Path published) {
        try {
            convert(working, published);
        } catch (IOException e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            failure = new IOException("rows cannot be made a Parquet file: " + e, e);
        }
    }

    /// The rows go when the file is there to stay.
    private void convert(Path working, Path published) throws IOException {
        Path making = published.resolveSibling(published.getFileName() + SegmentNames.MAKING);
        try (CountedFile file = CountedFile.open(making, 0, disk)) {
            write(working, new ParquetWriter(codec.columns(), file));
            file.sync();
        }
        disk.rename(making, published);
        disk.syncFolder(Objects.requireNonNull(published.getParent()));
        disk.delete(working);
    }

    private void write(Path working, ParquetWriter parquet) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(working), BUFFER_BYTES)) {
            DataInputStream rows = new DataInputStream(file);
            while (hasMore(file)) {
                codec.read(rows, parquet);
                parquet.endRow();
            }
        }
        parquet.end();
    }

    private static boolean hasMore(InputStream file) throws IOException {
        file.mark(1);
        boolean hasMore = file.read() >= 0;
        file.reset();
        return hasMore;
    }
}
