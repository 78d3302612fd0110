package heddle.fetch.output.file;

import heddle.async.Async;
import heddle.async.task.Action;
import heddle.fetch.disk.Disk;
import heddle.fetch.disk.DiskFile;
import heddle.fetch.output.OutputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Bytes that wait until they are written to an output: in memory while they are few, else in a file of their own.
/// Filled by one coroutine, then read by the thread that writes the output.
public final class HeldBytes {
    private static final int MEMORY_BYTES_MAX = 128 * 1024;

    private final Path path;
    private final Disk disk;
    private final List<ByteBuffer> inMemory = new ArrayList<>();
    private long memoryBytes;
    private long bytes;
    private @Nullable DiskFile file;

    /// None yet; the file is made when it is needed.
    public HeldBytes(Path path, Disk disk) {
        this.path = path;
        this.disk = disk;
    }

    /// Adds bytes, which nobody may change any more.
    public void add(ByteBuffer chunk) {
        inMemory.add(chunk);
        memoryBytes += chunk.remaining();
        bytes += chunk.remaining();
    }

    /// Moves what is in memory to the file once it is much. Parks.
    public void makeRoom() throws OutputException {
        if (memoryBytes > MEMORY_BYTES_MAX) {
            offLoop(this::spill);
        }
    }

    private void spill() throws IOException {
        DiskFile open = file;
        if (open == null) {
            open = disk.open(path);
            file = open;
            open.cutTo(0);
        }
        for (ByteBuffer chunk : inMemory) {
            open.write(chunk);
        }
        inMemory.clear();
        memoryBytes = 0;
    }

    /// Nothing is added any more. Parks.
    public void end() throws OutputException {
        if (file != null) {
            offLoop(() -> {
                spill();
                closeFile();
            });
        }
    }

    private void offLoop(Action<IOException> writing) throws OutputException {
        try {
            Async.toThread(writing);
        } catch (IOException e) {
            throw new OutputException(path, e);
        }
    }

    private void closeFile() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    /// How many they are.
    public long bytes() {
        return bytes;
    }

    /// How many of them are in memory.
    public long memoryBytes() {
        return memoryBytes;
    }

    /// Copies them all; any number of times, after the end. Blocks.
    public void copyTo(OutputStream target) throws IOException {
        if (file != null) {
            Files.copy(path, target);
        }
        for (ByteBuffer chunk : inMemory) {
            target.write(chunk.array(), chunk.arrayOffset() + chunk.position(), chunk.remaining());
        }
    }

    /// Forgets them. Blocks when there is a file.
    public void release() throws IOException {
        inMemory.clear();
        if (file != null) {
            closeFile();
            disk.delete(path);
        }
    }
}
