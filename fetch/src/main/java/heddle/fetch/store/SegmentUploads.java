package heddle.fetch.store;

import heddle.fetch.disk.Disk;
import heddle.fetch.disk.DiskFile;
import heddle.fetch.output.OutputException;
import heddle.fetch.output.file.SegmentNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Moves the segments of a job to a store as they become complete, one after the other, on a thread of its own.
///
/// **Exactly once.** A segment has its final name when its outcomes are saved and it never changes again, so that name
/// is all the memory there is of what has to be put: put; then a note next to it, `NAME.uploaded`, forced to the disk;
/// then the segment is deleted. Killed before the note, the next run finds the segment, asks the store, and puts it
/// unless just that is there; killed after it, it has the segment to delete. That a note is there tells
/// [heddle.fetch.output.file.Segments], too, that the segment was complete.
///
/// Callers wait while too many segments do; after a failure nobody waits, and each call throws it.
final class SegmentUploads implements AutoCloseable {
    private final ObjectStore store;
    private final Path root;
    private final Predicate<String> isSegment;
    private final int waitingMax;
    private final Disk disk;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Condition room = lock.newCondition();
    private boolean hasNews = true; // what an earlier run has left
    private boolean isEnding;
    private volatile int waiting;
    private volatile @Nullable OutputException failure;

    private SegmentUploads(ObjectStore store, Path root, Predicate<String> isSegment, int waitingMax, Disk disk) {
        this.store = store;
        this.root = root;
        this.isSegment = isSegment;
        this.waitingMax = waitingMax;
        this.disk = disk;
        thread = Thread.ofPlatform().daemon().name("heddle-upload").unstarted(this::run);
    }

    /// Starts one.
    ///
    /// @param root       the output folder
    /// @param isSegment  whether a file of this name, relative to the root, is a complete segment
    /// @param waitingMax how many may be complete and not put before callers wait
    static SegmentUploads start(ObjectStore store, Path root, Predicate<String> isSegment, int waitingMax, Disk disk) {
        SegmentUploads uploads = new SegmentUploads(store, root, isSegment, waitingMax, disk);
        uploads.thread.start();
        return uploads;
    }

    /// Looks for segments that have become complete.
    void look() throws OutputException {
        int complete = complete().size();
        lock.lock();
        try {
            waiting = complete;
            hasNews = true;
            news.signal();
        } finally {
            lock.unlock();
        }
        throwFailure();
    }

    /// Waits while too much waits.
    void awaitRoom() throws OutputException {
        if (waiting > waitingMax) {
            lock.lock();
            try {
                while (waiting > waitingMax && failure == null) {
                    room.awaitUninterruptibly();
                }
            } finally {
                lock.unlock();
            }
        }
        throwFailure();
    }

    private void throwFailure() throws OutputException {
        OutputException failed = failure;
        if (failed != null) {
            throw failed.anew();
        }
    }

    private void run() {
        Path at = root;
        try {
            boolean isLast = false;
            while (!isLast) {
                isLast = awaitNews();
                for (List<String> names = complete(); !names.isEmpty(); names = complete()) {
                    at = root.resolve(names.getFirst());
                    waits(names.size());
                    move(names.getFirst());
                }
                waits(0);
            }
        } catch (OutputException e) {
            fail(e);
        } catch (IOException e) {
            fail(OutputException.upload(at, e));
        } catch (RuntimeException | Error e) {
            fail(OutputException.upload(at, new IOException(e.toString(), e)));
        }
    }

    /// Whether the job is ending.
    private boolean awaitNews() {
        lock.lock();
        try {
            while (!hasNews && !isEnding) {
                news.awaitUninterruptibly();
            }
            hasNews = false;
            return isEnding;
        } finally {
            lock.unlock();
        }
    }

    private void waits(int segments) {
        lock.lock();
        try {
            waiting = segments;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void fail(OutputException e) {
        lock.lock();
        try {
            failure = e;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The segments that are complete, by their names. Only names are read: other files come and go meanwhile.
    private List<String> complete() throws OutputException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (Path folder : folders) {
                addComplete(folder, names);
            }
        } catch (DirectoryIteratorException e) {
            throw new OutputException(root, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw new OutputException(root, e);
        }
        Collections.sort(names);
        return names;
    }

    private void addComplete(Path folder, List<String> names) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = folder.getFileName() + "/" + file.getFileName();
                if (isSegment.test(name)) {
                    names.add(name);
                }
            }
        }
    }

    private void move(String name) throws IOException {
        Path file = root.resolve(name);
        Path note = root.resolve(name + SegmentNames.UPLOADED);
        if (!Files.exists(note)) {
            StoredObject what = StoredObject.of(file);
            put(name, file, what);
            write(note, name, what);
        }
        disk.delete(file);
    }

    private void put(String name, Path file, StoredObject what) throws StoreException {
        StoredObject there = store.find(name).orElse(null);
        if (there == null) {
            store.put(name, file, what);
        } else if (!there.equals(what)) {
            throw new ForeignObjectException(
                    store.place() + name + " is there already and is not this file; choose another prefix");
        }
    }

    private void write(Path note, String name, StoredObject what) throws IOException {
        String text = "%s%s %d %s%n".formatted(store.place(), name, what.bytes(), what.sha256());
        Path making = root.resolve(name + SegmentNames.MAKING);
        try (DiskFile file = disk.open(making)) {
            file.cutTo(0);
            file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            file.sync();
        }
        disk.rename(making, note);
        disk.syncFolder(Objects.requireNonNull(note.getParent()));
    }

    /// Puts what is complete, and ends.
    @Override
    public void close() throws OutputException {
        lock.lock();
        try {
            isEnding = true;
            news.signal();
        } finally {
            lock.unlock();
        }
        join();
        throwFailure();
    }

    /// Through interrupts: what was fetched would not be where it belongs.
    private void join() {
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException deferred) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
