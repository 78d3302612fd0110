package heddle.client.cache;

import heddle.async.Async;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps responses in the files of a folder, up to so many bytes: beyond, those go that have not been asked
/// for longest. It outlives the process, which may be killed at any time: a file is there whole, with its
/// checksum right, or it is not there. One store at a time uses a folder; files of others in it are left
/// alone.
///
/// A file a response, named by digests of its key and its selection. Files are read and written on threads
/// of their own; what is known of them, and when they were asked for, is in memory.
public final class DiskStore implements CacheStore {
    private static final Logger log = LoggerFactory.getLogger(DiskStore.class);
    private static final String ENDING = ".response";
    private static final String UNFINISHED = ".part";
    private static final int DIGEST_CHARS = 43;

    private final Path folder;
    private final long bytesMax;
    private final FileChannel lockFile;
    private final ReentrantLock lock = new ReentrantLock();
    /// How long each file is, the one that was not asked for longest first.
    private final LinkedHashMap<String, Long> files = new LinkedHashMap<>(16, 0.75f, true);
    /// The files of each key, by the digest of the key, the last one written first.
    private final Map<String, List<String>> byKey = new HashMap<>();

    private long bytes;

    private DiskStore(Path folder, long bytesMax, FileChannel lockFile) {
        this.folder = folder;
        this.bytesMax = bytesMax;
        this.lockFile = lockFile;
    }

    /// The store in that folder, which is made if it is not there, with what it holds from before. Reads the
    /// names of its files on the calling thread.
    ///
    /// Throws [IOException] when the folder cannot be used, or another store uses it.
    public static DiskStore open(Path folder, long bytesMax) throws IOException {
        if (bytesMax < 1) {
            throw new IllegalArgumentException("bytesMax is %d; it must be at least 1".formatted(bytesMax));
        }
        makeFolder(folder);
        FileChannel lockFile =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            requireLock(folder, lockFile);
            var store = new DiskStore(folder, bytesMax, lockFile);
            store.load();
            return store;
        } catch (Throwable failure) {
            lockFile.close();
            throw failure;
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException notAFolder) {
            throw new IOException(folder + " is a file; a cache wants a folder of its own", notAFolder);
        }
    }

    private static void requireLock(Path folder, FileChannel file) throws IOException {
        FileLock held;
        try {
            held = file.tryLock();
        } catch (OverlappingFileLockException _) {
            held = null;
        }
        if (held == null) {
            throw new IOException(
                    folder + " is the cache of somebody else; close that one first, or take another folder");
        }
    }

    private record Known(String name, long length, FileTime asked) {}

    private void load() throws IOException {
        var known = new ArrayList<Known>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                String name = file.getFileName().toString();
                if (name.endsWith(UNFINISHED)) {
                    Files.deleteIfExists(file);
                } else if (name.endsWith(ENDING)) {
                    known.add(new Known(name, Files.size(file), Files.getLastModifiedTime(file)));
                }
            }
        }
        known.sort(Comparator.comparing(Known::asked));
        known.forEach(each -> note(each.name(), each.length()));
        drop();
    }

    @Override
    public List<CachedResponse> find(String key) {
        var found = new ArrayList<CachedResponse>();
        for (String name : asked(key)) {
            read(name).ifPresentOrElse(found::add, () -> forget(name));
        }
        found.removeIf(response -> !response.key().equals(key));
        return found;
    }

    private List<String> asked(String key) {
        lock.lock();
        try {
            List<String> names = List.copyOf(byKey.getOrDefault(Selection.digest(key), List.of()));
            names.forEach(files::get); // which makes them the last to go
            return names;
        } finally {
            lock.unlock();
        }
    }

    private Optional<CachedResponse> read(String name) {
        try {
            return EntryFormat.read(Async.toThread(() -> Files.readAllBytes(folder.resolve(name))));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException failure) {
            log.warn("{} of the cache cannot be read", name, failure);
            return Optional.empty();
        }
    }

    @Override
    public void put(CachedResponse response) {
        byte[] entry = EntryFormat.write(response);
        if (entry.length > bytesMax) {
            return;
        }
        String name = name(response);
        try {
            Async.toThread(() -> write(name, entry));
        } catch (IOException failure) {
            log.warn("{} is not kept: {} cannot be written", response, folder, failure);
            return;
        }
        lock.lock();
        try {
            note(name, entry.length);
        } finally {
            lock.unlock();
        }
        drop();
    }

    private static String name(CachedResponse response) {
        String selection = new TreeMap<>(response.selection().digests()).toString();
        return Selection.digest(response.key()) + "." + Selection.digest(selection) + ENDING;
    }

    private void write(String name, byte[] entry) throws IOException {
        Path part = Files.createTempFile(folder, name, UNFINISHED);
        try {
            Files.write(part, entry);
            Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void note(String name, long length) {
        Long before = files.put(name, length);
        bytes += length - (before == null ? 0 : before);
        List<String> same = byKey.computeIfAbsent(keyOf(name), _ -> new ArrayList<>());
        same.remove(name);
        same.addFirst(name);
    }

    private static String keyOf(String name) {
        return name.substring(0, Math.min(DIGEST_CHARS, name.length()));
    }

    /// Deletes what is too much.
    private void drop() {
        var gone = new ArrayList<String>();
        lock.lock();
        try {
            while (bytes > bytesMax) {
                gone.add(files.firstEntry().getKey());
                unnote(gone.getLast());
            }
        } finally {
            lock.unlock();
        }
        delete(gone);
    }

    private void forget(String name) {
        lock.lock();
        try {
            unnote(name);
        } finally {
            lock.unlock();
        }
        delete(List.of(name));
    }

    @Override
    public void remove(String key) {
        List<String> gone;
        lock.lock();
        try {
            gone = List.copyOf(byKey.getOrDefault(Selection.digest(key), List.of()));
            gone.forEach(this::unnote);
        } finally {
            lock.unlock();
        }
        delete(gone);
    }

    @Override
    public void clear() {
        List<String> gone;
        lock.lock();
        try {
            gone = List.copyOf(files.sequencedKeySet());
            gone.forEach(this::unnote);
        } finally {
            lock.unlock();
        }
        Async.toThread(() -> delete(gone));
    }

    private void unnote(String name) {
        Long length = files.remove(name);
        bytes -= length == null ? 0 : length;
        byKey.computeIfPresent(keyOf(name), (_, names) -> {
            names.remove(name);
            return names.isEmpty() ? null : names;
        });
    }

    private void delete(List<String> names) {
        for (String name : names) {
            try {
                Files.deleteIfExists(folder.resolve(name)); // short enough for a loop
            } catch (IOException failure) {
                log.warn("{} of the cache cannot be deleted", name, failure);
            }
        }
    }

    @Override
    public long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /// Gives the folder free for another store; its files stay.
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException failure) {
            log.warn("the lock of {} cannot be given up", folder, failure);
        }
    }

    @Override
    public String toString() {
        return "DiskStore[%s, %d of %d bytes]".formatted(folder, bytes(), bytesMax);
    }
}
