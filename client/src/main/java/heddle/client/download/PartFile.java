package heddle.client.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// What has come of a file so far, in `NAME.part`, and beside it in `NAME.part.of` what it is a part of: the URL, and
/// the validator by which the server knows it again. Its methods block; one download at a time has it.
final class PartFile implements AutoCloseable {
    private final Path file;
    private final Path part;
    private final Path mark;
    private final FileChannel channel;

    private PartFile(Path file, Path part, FileChannel channel) {
        this.file = file;
        this.part = part;
        this.mark = part.resolveSibling(part.getFileName() + ".of");
        this.channel = channel;
    }

    /// Throws [IOException] when it cannot be written, or another download is at it.
    static PartFile open(Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                channel.position(channel.size());
                return new PartFile(file, part, channel);
            }
        } catch (OverlappingFileLockException _) {
            // as if another process had it
        }
        channel.close();
        throw new IOException("%s is being downloaded already; wait for that, or take another name".formatted(file));
    }

    /// How much is there.
    long bytes() throws IOException {
        return channel.size();
    }

    /// The validator of what is there; empty if it is not known, or of another URL.
    String validator(String url) throws IOException {
        if (!Files.exists(mark)) {
            return "";
        }
        List<String> lines = Files.readAllLines(mark, StandardCharsets.UTF_8);
        return lines.size() == 2 && lines.getFirst().equals(url) ? lines.getLast() : "";
    }

    /// Begins anew with what has this validator; empty for none.
    void begin(String url, String validator) throws IOException {
        Files.deleteIfExists(mark);
        channel.truncate(0);
        if (!validator.isEmpty()) {
            Files.writeString(mark, url + "\n" + validator + "\n", StandardCharsets.UTF_8);
        }
    }

    void append(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes, channel.size());
        }
    }

    /// Where it is as long as it is not kept.
    Path path() {
        return part;
    }

    /// Gives it the name of the file, in place of what had it.
    void keep() throws IOException {
        channel.force(true);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(mark);
    }

    /// Forgets it.
    void drop() throws IOException {
        Files.deleteIfExists(mark);
        Files.deleteIfExists(part);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
