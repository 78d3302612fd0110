package heddle.fetch.output.body;

import heddle.async.Async;
import heddle.async.task.Action;
import heddle.fetch.disk.DiskFile;
import heddle.fetch.output.BodySink;
import heddle.fetch.output.Outcome.Stored;
import heddle.fetch.output.OutputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A body that goes to a file. A small one is gathered in memory and written at once; a large one is written as it
/// comes.
final class FileBody implements BodySink {
    private static final int GATHERED_BYTES_MAX = 256 * 1024;

    private final Path path;
    private final String name;
    private final List<ByteBuffer> gathered = new ArrayList<>();
    private int gatheredBytes;
    private final BodyFolders folders;
    private @Nullable DiskFile file;

    /// A file of this name, relative to the root.
    FileBody(Path root, String name, BodyFolders folders) {
        this.path = root.resolve(name);
        this.name = name;
        this.folders = folders;
    }

    @Override
    public void write(ByteBuffer chunk) throws OutputException {
        gathered.add(chunk);
        gatheredBytes += chunk.remaining();
        if (gatheredBytes >= GATHERED_BYTES_MAX) {
            offLoop(this::flush);
        }
    }

    @Override
    public Stored finish(long bytes) throws OutputException {
        offLoop(this::complete);
        return Stored.in(name, bytes);
    }

    @Override
    public void abandon() {
        if (file == null) {
            return;
        }
        try {
            file.close();
            folders.delete(path);
        } catch (IOException leftBehind) {
            // No line names the file, so nothing takes it for a body.
        }
    }

    private void offLoop(Action<IOException> writing) throws OutputException {
        try {
            Async.toThread(writing);
        } catch (IOException e) {
            throw new OutputException(path, e);
        }
    }

    private void flush() throws IOException {
        DiskFile open = opened();
        for (ByteBuffer chunk : gathered) {
            open.write(chunk);
        }
        gathered.clear();
        gatheredBytes = 0;
    }

    /// The bytes are on the disk before the line that names them can be.
    private void complete() throws IOException {
        flush();
        opened().sync();
        opened().close();
        folders.completed(path);
    }

    private DiskFile opened() throws IOException {
        DiskFile open = file;
        if (open == null) {
            open = folders.create(path);
            file = open;
        }
        return open;
    }
}
