package heddle.fetch.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A file that grows by whole lines, written by one platform thread of its own.
///
/// Lines are gathered in memory and handed over in blocks, so that a line costs its caller a copy and no wake-up;
/// what has waited a second is handed over as it is, so that the file can be watched. The queue of blocks is short:
/// callers wait when the disk is behind. The file is locked while it is open, against a second run in the same
/// folder.
///
/// The writing thread only ever *tries* the lock: a caller may hold it while it waits for room in the queue, which
/// only the writing thread can make.
final class LineFile implements AutoCloseable {
    private static final int BLOCK_BYTES = 64 * 1024;
    private static final int BLOCKS_MAX = 16;
    private static final Duration UNSEEN_MAX = Duration.ofSeconds(1);
    private static final Block NOTHING = new Block(ByteBuffer.allocate(0), false);
    private static final Block END = new Block(ByteBuffer.allocate(0), true);
    private static final Duration CLOSE_LIMIT = Duration.ofMinutes(5);

    private final Path path;
    private final FileChannel channel;
    private final BlockingQueue<Block> blocks = new ArrayBlockingQueue<>(BLOCKS_MAX);
    private final ReentrantLock lock = new ReentrantLock();
    private final Thread writer;
    private ByteBuffer gathered = ByteBuffer.allocate(BLOCK_BYTES);
    private volatile @Nullable IOException failure;

    private LineFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
        writer = Thread.ofPlatform()
                .daemon()
                .name("heddle-writer " + path.getFileName())
                .unstarted(this::write);
    }

    /// Makes the file, or empties it.
    static LineFile open(Path path) throws OutputException {
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            claim(channel);
            channel.truncate(0);
            LineFile file = new LineFile(path, channel);
            file.writer.start();
            return file;
        } catch (IOException e) {
            throw new OutputException(path, e);
        }
    }

    private static void claim(FileChannel channel) throws IOException {
        FileLock claimed = tryLock(channel);
        if (claimed == null) {
            channel.close();
            throw new IOException("another run is writing it; wait for it, or choose another folder");
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ownedByThisProcess) {
            return null;
        }
    }

    /// Adds these bytes, which end with a line feed. Waits while the disk is behind.
    void append(byte[] bytes, int length) throws OutputException {
        check();
        lock.lock();
        try {
            if (gathered.remaining() < length) {
                handOver(Math.max(BLOCK_BYTES, length));
            }
            gathered.put(bytes, 0, length);
        } finally {
            lock.unlock();
        }
    }

    /// Writes what is left and closes the file.
    @Override
    public void close() throws OutputException {
        lock.lock();
        try {
            handOver(0);
            putUninterruptibly(END);
        } finally {
            lock.unlock();
        }
        join();
        check();
    }

    private void check() throws OutputException {
        IOException failed = failure;
        if (failed != null) {
            throw new OutputException(path, failed);
        }
    }

    private void handOver(int bytesNext) {
        putUninterruptibly(new Block(gathered.flip(), false));
        gathered = ByteBuffer.allocate(bytesNext);
    }

    private void putUninterruptibly(Block block) {
        boolean isInterrupted = false;
        while (true) {
            try {
                blocks.put(block);
                break;
            } catch (InterruptedException deferred) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits through interrupts, since what was fetched would be lost; the writing thread needs no more than the
    /// disk does.
    private void join() throws OutputException {
        long deadlineNanos = System.nanoTime() + CLOSE_LIMIT.toNanos();
        boolean isInterrupted = false;
        while (writer.isAlive() && System.nanoTime() < deadlineNanos) {
            try {
                writer.join(Duration.ofNanos(deadlineNanos - System.nanoTime()));
            } catch (InterruptedException deferred) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        if (writer.isAlive()) {
            throw new OutputException(
                    path, new IOException("the disk took more than " + CLOSE_LIMIT.toMinutes() + " minutes"));
        }
    }

    private void write() {
        try (channel) {
            Block block = nextBlock();
            while (!block.isLast()) {
                writeFully(block.bytes());
                block = nextBlock();
            }
        } catch (IOException e) {
            fail(e);
        } catch (InterruptedException impossible) {
            fail(new IOException("the writing thread was interrupted", impossible));
        }
    }

    private Block nextBlock() throws InterruptedException {
        Block block = blocks.poll(UNSEEN_MAX.toMillis(), TimeUnit.MILLISECONDS);
        return block == null ? unseen() : block;
    }

    private Block unseen() {
        if (!lock.tryLock()) {
            return NOTHING;
        }
        try {
            if (gathered.position() == 0) {
                return NOTHING;
            }
            ByteBuffer block = gathered.flip();
            gathered = ByteBuffer.allocate(BLOCK_BYTES);
            return new Block(block, false);
        } finally {
            lock.unlock();
        }
    }

    private void writeFully(ByteBuffer block) {
        if (failure != null) {
            return;
        }
        long start = 0;
        try {
            start = channel.position();
            while (block.hasRemaining()) {
                channel.write(block);
            }
        } catch (IOException e) {
            failure = e;
            cutTo(start);
        }
    }

    /// Takes back what there was room for of a block, so that the file still ends with a whole line.
    private void cutTo(long size) {
        try {
            channel.truncate(size);
        } catch (IOException torn) {
            // The failure that is told already says that the file is not to be trusted.
        }
    }

    private void fail(IOException e) {
        if (failure == null) {
            failure = e;
        }
    }

    private record Block(ByteBuffer bytes, boolean isLast) {}
}
