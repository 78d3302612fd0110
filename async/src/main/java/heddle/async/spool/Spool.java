package heddle.async.spool;

import heddle.async.Async;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Bytes of unknown number, kept until they are wanted: in memory while they are few, and in a temporary file beyond.
///
/// Written once from front to end, and then read as often as one likes. The file belongs to the spool, and is deleted
/// with [#close]; a process that is killed leaves it in the folder for temporary files. On a loop, writing and moving
/// the file are done by a thread, so that a slow disk holds up nobody else: they park. For one task at a time.
public final class Spool implements AutoCloseable {
    private static final int PIECE_BYTES = 64 << 10;

    private final int memoryBytesMax;
    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable Path file;
    private @Nullable OutputStream output;
    private boolean isMoved;
    private long bytes;

    private Spool(int memoryBytesMax) {
        this.memoryBytesMax = memoryBytesMax;
    }

    /// An empty one, which keeps up to so many bytes in memory.
    public static Spool of(int memoryBytesMax) {
        if (memoryBytesMax < 0) {
            throw new IllegalArgumentException("memoryBytesMax is %d; it cannot be negative".formatted(memoryBytesMax));
        }
        return new Spool(memoryBytesMax);
    }

    /// Adds these bytes.
    public void write(byte[] more) throws IOException {
        long all = bytes + more.length;
        if (output == null && all <= memoryBytesMax) {
            memory.writeBytes(more);
        } else {
            Async.toThread(() -> writeToFile(more));
        }
        bytes = all;
    }

    /// Adds what is left of a stream, which is read by a thread, and left open. Parks.
    public void writeAll(InputStream stream) throws IOException {
        byte[] piece = Async.toThread(() -> stream.readNBytes(PIECE_BYTES));
        while (piece.length > 0) {
            write(piece);
            piece = Async.toThread(() -> stream.readNBytes(PIECE_BYTES));
        }
    }

    private void writeToFile(byte[] more) throws IOException {
        OutputStream open = output;
        if (open == null) {
            Path made = Files.createTempFile("heddle-", ".spool");
            file = made;
            open = Files.newOutputStream(made);
            output = open;
            memory.writeTo(open);
            memory = new ByteArrayOutputStream(0);
        }
        open.write(more);
    }

    /// How many bytes there are.
    public long bytes() {
        return bytes;
    }

    /// Whether they are in a file.
    public boolean isOnDisk() {
        return file != null;
    }

    /// The file that they are in, if they are.
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /// All of them from the first, for whoever closes it. Reads of a file block.
    public InputStream open() throws IOException {
        Path there = file;
        return there == null ? new ByteArrayInputStream(memory.toByteArray()) : Files.newInputStream(there);
    }

    /// Makes a file of them, in place of one of that name; they can be read there from then on, and are not deleted
    /// with the spool.
    public void moveTo(Path target) throws IOException {
        Async.toThread(() -> {
            Path there = file;
            if (there == null) {
                Files.write(target, memory.toByteArray());
            } else {
                closeOutput();
                Files.move(there, target, StandardCopyOption.REPLACE_EXISTING);
            }
        });
        file = target;
        isMoved = true;
    }

    private void closeOutput() throws IOException {
        if (output != null) {
            output.close();
        }
    }

    /// Forgets the bytes, and deletes the file if it was not moved.
    @Override
    public void close() throws IOException {
        memory = new ByteArrayOutputStream(0);
        closeOutput();
        Path there = file;
        if (there != null && !isMoved) {
            Files.deleteIfExists(there);
        }
    }

    @Override
    public String toString() {
        return "Spool[%d bytes, %s]".formatted(bytes, isOnDisk() ? "on disk" : "in memory");
    }
}
