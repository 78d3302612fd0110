package heddle.client.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What has come of a file so far, in `NAME.part`, and beside it in `NAME.part.of` what it is a part of: the URL, and
/// the validator by which the server knows it again. Its methods block; one download at a time has it.
final class PartFile implements AutoCloseable {
    private final Path file;
    private final Path part;
    private final Path mark;
    private final FileChannel channel;
    private boolean isOver;

    private PartFile(Path file, Path part, FileChannel channel) {
        this.file = file;
        this.part = part;
        this.mark = part.resolveSibling(part.getFileName() + ".of");
        this.channel = channel;
    }

    /// Throws [IOException] when it cannot be written, or another download is at it.
    static PartFile open(Path file) throws IOException {
        requirePlace(file);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        while (true) {
            Optional<FileChannel> channel = locked(part);
            if (channel.isPresent()) {
                return new PartFile(file, part, channel.get());
            }
        }
    }

    /// Empty if another download, which had it, has just ended: what was opened here may have the name of the whole by
    /// now, or none.
    private static Optional<FileChannel> locked(Path part) throws IOException {
        if (!Files.exists(part)) {
            Files.write(part, new byte[0], StandardOpenOption.CREATE);
        }
        Optional<Object> before = identity(part);
        FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!isLocked(channel)) {
                throw new IOException(
                        "%s is being written by another download; wait for that, or take another name".formatted(part));
            }
            if (before.isPresent() && identity(part).equals(before)) {
                channel.position(channel.size());
                return Optional.of(channel);
            }
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
        channel.close();
        return Optional.empty();
    }

    /// Said before anything is asked for, which would be in vain.
    private static void requirePlace(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new NoSuchFileException(file.toString(), null, "cannot download to it: there is no folder " + folder);
        }
        if (Files.isDirectory(file)) {
            throw new FileSystemException(
                    file.toString(), null, "cannot download to it: it is a folder; name a file in it");
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    /// By what a file system tells files apart; empty where there is none.
    private static Optional<Object> identity(Path part) throws IOException {
        try {
            var attributes = Files.readAttributes(part, BasicFileAttributes.class);
            return Optional.of(Objects.requireNonNullElse(attributes.fileKey(), attributes.creationTime()));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
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
        isOver = true;
        Files.deleteIfExists(mark);
    }

    /// Forgets it.
    void drop() throws IOException {
        isOver = true;
        Files.deleteIfExists(mark);
        Files.deleteIfExists(part);
    }

    /// Leaves nothing behind where nothing has come.
    @Override
    public void close() throws IOException {
        try (channel) {
            if (!isOver && channel.isOpen() && channel.size() == 0) {
                drop();
            }
        }
    }
}
