package heddle.fetch.job;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.SQLiteJDBCLoader;

/// SQLite's native half. Its loader unpacks it into a folder for temporary files and counts on an orderly end of
/// the JVM to remove it; a fetch may be killed, a thousand times, so it goes as soon as it is loaded.
final class SqliteLibrary {
    private static final String PLACE = "org.sqlite.tmpdir";
    private static final String READY_MADE = "org.sqlite.lib.path";

    static {
        load();
    }

    private SqliteLibrary() {}

    /// Returns when it is loaded. Throws a [LinkageError] where there is none for this machine.
    static void require() {
        // The static initialiser has done it.
    }

    private static void load() {
        try {
            if (System.getProperty(PLACE) == null && System.getProperty(READY_MADE) == null) {
                unpack(Files.createTempDirectory("heddle-sqlite"));
            } else {
                SQLiteJDBCLoader.initialize();
            }
        } catch (Exception e) {
            throw new LinkageError("SQLite cannot be loaded: " + e.getMessage(), e);
        }
    }

    private static void unpack(Path folder) throws Exception {
        System.setProperty(PLACE, folder.toString());
        try {
            SQLiteJDBCLoader.initialize();
        } finally {
            System.clearProperty(PLACE);
            remove(folder);
        }
    }

    /// Some systems do not let go of a library in use; then it stays.
    private static void remove(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (FileSystemException inUse) {
            // As said.
        }
    }
}
