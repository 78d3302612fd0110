package heddle.fetch.output.file;

import heddle.fetch.disk.Disk;
import heddle.fetch.output.Boundary;
import heddle.fetch.output.Kept;
import heddle.fetch.output.OutputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// A file that grows by whole lines, coded and written by a thread of its own.
///
/// Lines are gathered in memory and handed over in blocks, so that a line costs its caller a copy and no wake-up;
/// what has waited a second is handed over as it is, so that the file can be watched.
///
/// The writing thread only ever *tries* the lock: a caller may hold it while it waits for room, which only that
/// thread can make.
public final class LineFile implements AutoCloseable {
    private static final int BLOCK_BYTES = 64 * 1024;

    private final OutputThread<ByteBuffer> output;
    private final ReentrantLock lock = new ReentrantLock();
    private ByteBuffer gathered = ByteBuffer.allocate(BLOCK_BYTES);

    private LineFile(Path path, BlockFile file) {
        output = new OutputThread<>(path, file, this::unseen);
    }

    /// Makes the file, or cuts one that is there to what is kept of it, to go on from there.
    ///
    /// @param name relative to the root
    public static LineFile open(Path root, String name, Coding coding, Kept kept, Disk disk) throws OutputException {
        Path path = root.resolve(name);
        try {
            LineFile file = new LineFile(path, BlockFile.open(path, name, coding, kept.bytesOf(name), disk));
            file.output.start();
            return file;
        } catch (IOException e) {
            throw new OutputException(path, e);
        }
    }

    /// Adds these bytes, which end with a line feed. Waits while the disk is behind.
    public void append(byte[] line, int length) throws OutputException {
        lock.lock();
        try {
            if (gathered.remaining() < length) {
                handOver(Math.max(BLOCK_BYTES, length));
            }
            gathered.put(line, 0, length);
        } finally {
            lock.unlock();
        }
    }

    /// A line after all that was appended.
    public Boundary boundary() throws OutputException {
        lock.lock();
        try {
            handOver(BLOCK_BYTES);
            return output.boundary();
        } finally {
            lock.unlock();
        }
    }

    private void handOver(int bytesNext) throws OutputException {
        if (gathered.position() == 0 && gathered.capacity() >= bytesNext) {
            return;
        }
        ByteBuffer block = gathered.flip();
        gathered = ByteBuffer.allocate(bytesNext);
        output.write(block, block.remaining());
    }

    /// Nobody hands anything over meanwhile; and nothing that was handed over before may be overtaken.
    private Optional<ByteBuffer> unseen() {
        if (!lock.tryLock()) {
            return Optional.empty();
        }
        try {
            if (gathered.position() == 0 || !output.isIdle()) {
                return Optional.empty();
            }
            ByteBuffer block = gathered.flip();
            gathered = ByteBuffer.allocate(BLOCK_BYTES);
            return Optional.of(block);
        } finally {
            lock.unlock();
        }
    }

    /// Writes what is left and closes the file. Does nothing the second time.
    @Override
    public void close() throws OutputException {
        try (output) {
            lock.lock();
            try {
                handOver(BLOCK_BYTES);
            } finally {
                lock.unlock();
            }
        }
    }
}
