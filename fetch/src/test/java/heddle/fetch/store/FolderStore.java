package heddle.fetch.store;

import heddle.fetch.disk.Disk;
import heddle.fetch.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// A store that is a folder. What it does counts as calls of the disk, so that a disk that breaks off ends it, too.
final class FolderStore implements ObjectStore {
    private final Path folder;
    private final Disk disk;
    private final List<String> puts = new ArrayList<>();

    FolderStore(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /// The names that were put, in order.
    List<String> puts() {
        return puts;
    }

    @Override
    public String place() {
        return "folder://" + folder + "/";
    }

    @Override
    public boolean isEmpty() throws StoreException {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> objects = Files.list(folder)) {
            return objects.findAny().isEmpty();
        } catch (IOException e) {
            throw new StoreException("cannot be listed", e);
        }
    }

    @Override
    public void probe() {}

    @Override
    public Optional<StoredObject> find(String name) throws StoreException {
        Path object = folder.resolve(name);
        try {
            return Files.exists(object) ? Optional.of(StoredObject.of(object)) : Optional.empty();
        } catch (IOException e) {
            throw new StoreException("cannot be read", e);
        }
    }

    @Override
    public void put(String name, Path file, StoredObject what) throws StoreException {
        Path object = folder.resolve(name);
        Path part = folder.resolve(name + ".part");
        try {
            Files.createDirectories(Objects.requireNonNull(object.getParent()));
            try (DiskFile writing = disk.open(part)) {
                writing.cutTo(0);
                writing.write(ByteBuffer.wrap(Files.readAllBytes(file)));
            }
            disk.rename(part, object);
        } catch (IOException e) {
            throw new StoreException(String.valueOf(e.getMessage()), e);
        }
        puts.add(name);
    }

    @Override
    public void close() {}
}
