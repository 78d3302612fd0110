package heddle.fetch.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/// SQLite's native half. Its loader would unpack it into a folder for temporary files, compare it byte by byte with
/// what it came from, which costs 0.1 s of CPU in a JVM that has just begun, and count on an orderly end of the JVM
/// to remove it. A fetch may be killed, a thousand times; so here it is unpacked for the loader, and removed as soon
/// as it is loaded.
final class SqliteLibrary {
    private static final String PLACE = "org.sqlite.tmpdir";
    private static final String READY_MADE = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";

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
            if (Stream.of(PLACE, READY_MADE, NAME).allMatch(name -> System.getProperty(name) == null)) {
                loadFrom(Files.createTempDirectory("heddle-sqlite"));
            } else {
                SQLiteJDBCLoader.initialize();
            }
        } catch (Exception e) {
            throw new LinkageError("SQLite cannot be loaded: " + e.getMessage(), e);
        }
    }

    /// The loader looks for leftovers of its own in its place first, and that could be a large one.
    private static void loadFrom(Path folder) throws Exception {
        System.setProperty(PLACE, folder.toString());
        System.setProperty(READY_MADE, folder.toString());
        try {
            unpack(folder);
            SQLiteJDBCLoader.initialize();
        } finally {
            System.clearProperty(READY_MADE);
            System.clearProperty(PLACE);
            remove(folder);
        }
    }

    /// Where there is none for this machine, the loader looks in other places.
    private static void unpack(Path folder) throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        String packed = LibraryLoaderUtil.getNativeLibResourcePath() + '/' + name;
        try (InputStream library = SQLiteJDBCLoader.class.getResourceAsStream(packed)) {
            if (library != null) {
                Files.copy(library, folder.resolve(name));
            }
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
