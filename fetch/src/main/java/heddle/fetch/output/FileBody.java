package heddle.fetch.output;

import heddle.async.Async;
import heddle.async.task.Action;
import heddle.fetch.output.Outcome.Stored;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A body that goes to a file. A small one is gathered in memory and written at once; a large one is written as it
/// comes.
final class FileBody implements BodySink {
    private static final int GATHERED_BYTES_MAX = 256 * 1024;

    private final Path path;
    private final String name;
    private final DigestBody digest = new DigestBody();
    private final List<ByteBuffer> gathered = new ArrayList<>();
    private int gatheredBytes;
    private @Nullable FileChannel channel;

    /// A file of this name, relative to the folder.
    FileBody(Path folder, String name) {
        this.path = folder.resolve(name);
        this.name = name;
    }

    @Override
    public void write(ByteBuffer chunk) throws OutputException {
        digest.write(chunk.duplicate());
        gathered.add(chunk);
        gatheredBytes += chunk.remaining();
        if (gatheredBytes >= GATHERED_BYTES_MAX) {
            offLoop(this::flush);
        }
    }

    @Override
    public Stored finish(long bytes) throws OutputException {
        offLoop(this::complete);
        Stored digested = digest.finish(bytes);
        return new Stored(bytes, digested.sha256(), Optional.of(name));
    }

    @Override
    public void abandon() {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
            Files.deleteIfExists(path);
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
        FileChannel open = opened();
        for (ByteBuffer chunk : gathered) {
            while (chunk.hasRemaining()) {
                open.write(chunk);
            }
        }
        gathered.clear();
        gatheredBytes = 0;
    }

    private void complete() throws IOException {
        flush();
        opened().close();
    }

    private FileChannel opened() throws IOException {
        FileChannel open = channel;
        if (open == null) {
            Files.createDirectories(path.getParent());
            open = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            channel = open;
        }
        return open;
    }
}
