package heddle.fetch.output;

import heddle.fetch.disk.Disk;
import heddle.fetch.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
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
    private static final Order NOTHING = new Order.Write(ByteBuffer.allocate(0));
    private static final Duration CLOSE_LIMIT = Duration.ofMinutes(5);

    private final Path path;
    private final DiskFile file;
    private final BlockingQueue<Order> orders = new ArrayBlockingQueue<>(BLOCKS_MAX);
    private final ReentrantLock lock = new ReentrantLock();
    private final Thread writer;
    private ByteBuffer gathered = ByteBuffer.allocate(BLOCK_BYTES);

    /// What was appended, with what was kept before it.
    private long bytes;

    /// What was written, and how much of that was forced to the disk; known to the writing thread alone.
    private long written;

    private long synced;

    private volatile @Nullable IOException failure;

    private LineFile(Path path, DiskFile file, long keptBytes) {
        this.path = path;
        this.file = file;
        bytes = keptBytes;
        written = keptBytes;
        synced = keptBytes;
        writer = Thread.ofPlatform()
                .daemon()
                .name("heddle-writer " + path.getFileName())
                .unstarted(this::write);
    }

    /// Makes the file, or cuts one that is there to so many bytes, to go on from there.
    static LineFile open(Path path, long keptBytes, Disk disk) throws OutputException {
        try {
            DiskFile file = disk.open(path);
            try {
                claim(file, keptBytes);
            } catch (IOException e) {
                file.close();
                throw e;
            }
            LineFile lines = new LineFile(path, file, keptBytes);
            lines.writer.start();
            return lines;
        } catch (IOException e) {
            throw new OutputException(path, e);
        }
    }

    private static void claim(DiskFile file, long keptBytes) throws IOException {
        if (!file.tryLock()) {
            throw new IOException("another run is writing it; wait for it, or choose another folder");
        }
        long bytes = file.bytes();
        if (bytes < keptBytes) {
            throw new IOException("it has " + bytes + " bytes, and the job that it belongs to had written " + keptBytes
                    + "; put it back as it was, or start over");
        }
        file.cutTo(keptBytes);
    }

    /// Adds these bytes, which end with a line feed. Waits while the disk is behind.
    void append(byte[] line, int length) throws OutputException {
        check();
        lock.lock();
        try {
            if (gathered.remaining() < length) {
                handOver(Math.max(BLOCK_BYTES, length));
            }
            gathered.put(line, 0, length);
            bytes += length;
        } finally {
            lock.unlock();
        }
    }

    /// What was appended so far, with what was kept before it.
    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /// Returns when all that was appended before the call would survive a loss of power.
    void sync() throws OutputException {
        Order.Sync sync = new Order.Sync(new CountDownLatch(1));
        order(BLOCK_BYTES, sync);
        await(sync.isDone());
        check();
    }

    /// Writes what is left and closes the file.
    @Override
    public void close() throws OutputException {
        order(0, new Order.End());
        join();
        check();
    }

    /// Hands over what was gathered, then this.
    private void order(int bytesNext, Order next) {
        lock.lock();
        try {
            handOver(bytesNext);
            putUninterruptibly(next);
        } finally {
            lock.unlock();
        }
    }

    private void check() throws OutputException {
        IOException failed = failure;
        if (failed != null) {
            throw new OutputException(path, failed);
        }
    }

    private void handOver(int bytesNext) {
        putUninterruptibly(new Order.Write(gathered.flip()));
        gathered = ByteBuffer.allocate(bytesNext);
    }

    private void putUninterruptibly(Order order) {
        boolean isInterrupted = false;
        while (true) {
            try {
                orders.put(order);
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

    private void await(CountDownLatch done) {
        boolean isInterrupted = false;
        while (done.getCount() > 0 && writer.isAlive()) {
            try {
                var _ = done.await(UNSEEN_MAX.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException deferred) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try (file) {
            while (obey(nextOrder())) {
                // Until the end.
            }
        } catch (IOException e) {
            fail(e);
        } catch (InterruptedException impossible) {
            fail(new IOException("the writing thread was interrupted", impossible));
        }
    }

    private Order nextOrder() throws InterruptedException {
        Order order = orders.poll(UNSEEN_MAX.toMillis(), TimeUnit.MILLISECONDS);
        return order == null ? unseen() : order;
    }

    private Order unseen() {
        if (!lock.tryLock()) {
            return NOTHING;
        }
        try {
            if (gathered.position() == 0) {
                return NOTHING;
            }
            ByteBuffer block = gathered.flip();
            gathered = ByteBuffer.allocate(BLOCK_BYTES);
            return new Order.Write(block);
        } finally {
            lock.unlock();
        }
    }

    /// False when this was the last. After a failure nothing is written any more, but nobody waits for ever.
    private boolean obey(Order order) {
        return switch (order) {
            case Order.Write write -> {
                writeFully(write.bytes());
                yield true;
            }
            case Order.Sync sync -> {
                syncFully();
                sync.isDone().countDown();
                yield true;
            }
            case Order.End _ -> false;
        };
    }

    private void writeFully(ByteBuffer block) {
        if (failure != null) {
            return;
        }
        int length = block.remaining();
        try {
            file.write(block);
            written += length;
        } catch (IOException e) {
            failure = e;
            cutToWhole();
        }
    }

    private void syncFully() {
        try {
            if (failure == null && synced < written) {
                file.sync();
                synced = written;
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    /// Takes back what there was room for of a block, so that the file still ends with a whole line.
    private void cutToWhole() {
        try {
            file.cutTo(written);
        } catch (IOException torn) {
            // The failure that is told already says that the file is not to be trusted.
        }
    }

    private void fail(IOException e) {
        if (failure == null) {
            failure = e;
        }
    }

    /// What the writing thread is to do next.
    private sealed interface Order {
        record Write(ByteBuffer bytes) implements Order {}

        record Sync(CountDownLatch isDone) implements Order {}

        record End() implements Order {}
    }
}
