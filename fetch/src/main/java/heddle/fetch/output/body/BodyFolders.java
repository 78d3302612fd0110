package heddle.fetch.output.body;

import heddle.fetch.disk.Disk;
import heddle.fetch.disk.DiskFile;
import heddle.fetch.output.Kept;
import heddle.fetch.output.OutputException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// The folders below `bodies/`, or below the folder of each host there, a thousand bodies in each at most: makes them
/// as they are needed, and knows which have new
/// names that a loss of power could still take away.
final class BodyFolders {
    static final String NAME = "bodies";

    private final Disk disk;
    private final Path root;
    private final Set<Path> unsynced = ConcurrentHashMap.newKeySet();

    /// Held from the look for a folder until those above it are known to be unsynced: whoever finds a
    /// folder may count on that.
    private final ReentrantLock making = new ReentrantLock();

    private BodyFolders(Disk disk, Path outputs, Path root) {
        this.disk = disk;
        this.root = root;
        unsynced.add(outputs);
    }

    /// Deletes what earlier runs left of bodies that are not kept. Folders whose bodies are all done are not looked
    /// into, so this costs little however many bodies there are.
    static BodyFolders open(Path outputs, Kept kept, Disk disk) throws IOException {
        Path root = outputs.resolve(NAME);
        disk.makeFolder(root);
        for (Path folder : inside(root)) {
            if (BodyName.number(name(folder)).isPresent()) {
                cutIfNotDone(folder, kept, disk);
            } else if (Files.isDirectory(folder)) {
                for (Path ofHost : inside(folder)) {
                    cutIfNotDone(ofHost, kept, disk);
                }
            }
        }
        return new BodyFolders(disk, outputs, root);
    }

    private static void cutIfNotDone(Path folder, Kept kept, Disk disk) throws IOException {
        OptionalLong number = BodyName.number(name(folder));
        if (number.isPresent() && Files.isDirectory(folder) && !isDone(number.getAsLong(), kept)) {
            cut(folder, kept, disk);
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private static boolean isDone(long folder, Kept kept) {
        long first = folder * BodyName.FILES_PER_FOLDER;
        for (long ordinal = first; ordinal < first + BodyName.FILES_PER_FOLDER; ordinal++) {
            if (!kept.isDone().test(ordinal)) {
                return false;
            }
        }
        return true;
    }

    private static void cut(Path folder, Kept kept, Disk disk) throws IOException {
        for (Path body : inside(folder)) {
            OptionalLong ordinal = BodyName.number(name(body));
            if (ordinal.isPresent() && !kept.isDone().test(ordinal.getAsLong())) {
                disk.delete(body);
            }
        }
    }

    private static List<Path> inside(Path folder) throws IOException {
        List<Path> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(names::add);
        }
        return names;
    }

    /// A new body, with its folder; an earlier one of that name is emptied. Blocks.
    DiskFile create(Path body) throws IOException {
        makeFolder(folderOf(body));
        DiskFile file = disk.open(body);
        file.cutTo(0);
        return file;
    }

    private void makeFolder(Path folder) throws IOException {
        making.lock();
        try {
            if (!Files.isDirectory(folder)) {
                disk.makeFolder(folder);
                unsynced.add(root);
                unsynced.add(folderOf(folder));
            }
        } finally {
            making.unlock();
        }
    }

    /// Notes that a body is complete and durable except for its name.
    void completed(Path body) {
        unsynced.add(folderOf(body));
    }

    private static Path folderOf(Path body) {
        return Objects.requireNonNull(body.getParent());
    }

    void delete(Path body) throws IOException {
        disk.delete(body);
    }

    /// Makes the names of all completed bodies durable. Blocks.
    void sync() throws OutputException {
        for (Path folder : List.copyOf(unsynced)) {
            unsynced.remove(folder);
            try {
                disk.syncFolder(folder);
            } catch (IOException e) {
                throw new OutputException(folder, e);
            }
        }
    }
}
