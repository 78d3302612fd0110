package heddle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Segments that a job has left.
final class KilledFiles {
    private KilledFiles() {}

    /// All files of the folder, in order. They have this suffix: none is left half made.
    static List<Path> in(Path folder, String suffix) throws IOException {
        try (Stream<Path> names = Files.list(folder)) {
            List<Path> files = names.sorted().toList();
            for (Path file : files) {
                if (!file.toString().endsWith(suffix)) {
                    throw new IOException(file + " was left behind");
                }
            }
            return files;
        }
    }
}
