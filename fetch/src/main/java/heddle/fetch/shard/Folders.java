package heddle.fetch.shard;

import heddle.fetch.disk.Disk;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Folders of tries, made durable and thrown away.
final class Folders {
    private Folders() {}

    /// Returns when the files right in it, and its name, would survive a loss of power. What lies deeper was
    /// synced when it was saved.
    static void sync(Path folder) throws IOException {
        for (Path file : files(folder)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
        Disk.LOCAL.syncFolder(folder);
        Disk.LOCAL.syncFolder(folder.resolveSibling(""));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    /// Deletes it with all that is in it; what cannot be deleted stays.
    static void tryDelete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException leftBehind) {
            // Nobody takes it for results; who completes the job tries again.
        }
    }
}
