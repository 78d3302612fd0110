package heddle.fetch.job;

import heddle.fetch.output.OutputException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The claim of one process on a job folder: a lock on `job.lock`, which holds the id of that process. The system
/// takes the lock away when the process ends, however it does.
///
/// Folders claimed by this process are remembered, too: to open a locked file once more and close it would give up
/// the lock, as POSIX has it.
final class FolderLock implements Closeable {
    private static final String NAME = "job.lock";
    private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /// Claims the folder, which exists.
    static FolderLock claim(Path folder) throws OutputException {
        Path file = folder.resolve(NAME);
        try {
            Path real = folder.toRealPath();
            if (!CLAIMED.add(real)) {
                throw claimed(ProcessHandle.current().pid() + "");
            }
            FileChannel channel = null;
            try {
                channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                return claim(real, file, channel);
            } catch (IOException e) {
                CLAIMED.remove(real);
                close(channel);
                throw e;
            }
        } catch (IOException e) {
            throw new OutputException(file, e);
        }
    }

    private static FolderLock claim(Path real, Path file, FileChannel channel) throws IOException {
        FileLock lock = channel.tryLock();
        if (lock == null) {
            throw claimed(Files.readString(file).strip());
        }
        channel.truncate(0);
        String pid = ProcessHandle.current().pid() + "\n";
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
        return new FolderLock(real, channel);
    }

    private static IOException claimed(String pid) {
        return new IOException("process " + (pid.isEmpty() ? "unknown" : pid)
                + " is at work in this folder; wait for it, or choose another folder");
    }

    private static void close(@Nullable FileChannel channel) throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        CLAIMED.remove(folder);
    }
}
