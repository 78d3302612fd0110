package heddle.fetch.disk;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A temporary file that is used as memory. Where the system allows it its name is gone as soon as it is open, so
/// that nothing stays behind, however the process ends.
public final class MappedFile implements Closeable {
    private static final int ZEROS = 1 << 16;

    private final FileChannel channel;
    private final Arena arena = Arena.ofShared();
    private long bytes;

    private MappedFile(FileChannel channel) {
        this.channel = channel;
    }

    /// A new one in the folder for temporary files, whose name ends so.
    public static MappedFile temporary(String suffix) throws IOException {
        Path path = Files.createTempFile("heddle", suffix);
        FileChannel channel = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        MappedFile file = new MappedFile(channel);
        unlink(path);
        return file;
    }

    private static void unlink(Path path) {
        try {
            Files.delete(path);
        } catch (IOException heldWhileOpen) {
            // Then it goes when it is closed.
        }
    }

    /// So much more of it. It is written first: a disk that is full is an exception here, and would be a crash when
    /// the memory is touched.
    public ByteBuffer extend(int moreBytes) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(ZEROS);
        for (int written = 0; written < moreBytes; ) {
            written += channel.write(zeros.clear().limit(Math.min(ZEROS, moreBytes - written)), bytes + written);
        }
        ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, bytes, moreBytes, arena)
                .asByteBuffer();
        bytes += moreBytes;
        return mapped;
    }

    /// How large it is.
    public long bytes() {
        return bytes;
    }

    /// What was mapped must not be touched any more.
    @Override
    public void close() throws IOException {
        arena.close();
        channel.close();
    }
}
