package heddle.fetch.output.file;

import heddle.fetch.output.Boundary;
import heddle.fetch.output.Mark;
import heddle.fetch.output.OutputException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A platform thread that writes one output, in the order in which it is told to: encoding, compressing and the disk
/// are its business, not the loops'.
///
/// What waits for it is bounded in bytes; callers wait when it is behind. After a failure nothing is written any
/// more, but nobody waits for ever. Waits go on through interrupts, since what was fetched would be lost.
///
/// @param <T> what is written
public final class OutputThread<T> implements AutoCloseable {
    /// So little that what waits is gone before the garbage collector takes it for something that stays.
    private static final long WAITING_BYTES_MAX = 4L << 20;
    /// Of an item, beside what it says that it holds: about.
    private static final long ITEM_BYTES = 1024;
    private static final Duration UNSEEN_MAX = Duration.ofSeconds(1);
    private static final Duration CLOSE_LIMIT = Duration.ofMinutes(5);

    private final Path path;
    private final Target<T> target;
    private final Supplier<Optional<T>> unseen;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition work = lock.newCondition();
    private final Queue<Order<T>> orders = new ArrayDeque<>();
    private long waitingBytes;
    private boolean isClosing;
    private boolean isOver;
    private volatile @Nullable IOException failure;

    /// One that has not been started. When it has had nothing to do for a second, it writes what `unseen` has, if
    /// anything.
    OutputThread(Path path, Target<T> target, Supplier<Optional<T>> unseen) {
        this.path = path;
        this.target = target;
        this.unseen = unseen;
        thread = Thread.ofPlatform()
                .daemon()
                .name("heddle-writer " + path.getFileName())
                .unstarted(this::run);
    }

    /// Starts one. It closes the target at its end.
    ///
    /// @param path that failures name
    public static <T> OutputThread<T> start(Path path, Target<T> target) {
        OutputThread<T> output = new OutputThread<>(path, target, Optional::empty);
        output.start();
        return output;
    }

    void start() {
        thread.start();
    }

    /// Whether nothing waits to be written.
    boolean isIdle() {
        lock.lock();
        try {
            return orders.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /// Writes this after all that came before. `bytes` is what it holds in memory meanwhile.
    public void write(T item, long bytes) throws OutputException {
        check();
        put(new Order.Write<>(item, ITEM_BYTES + bytes), ITEM_BYTES + bytes);
    }

    /// A line after all that came before.
    public Boundary boundary() throws OutputException {
        check();
        Line line = new Line();
        put(new Order.Sync<>(line.marks), 0);
        return line;
    }

    /// Writes what is left and closes the target. Does nothing the second time.
    @Override
    public void close() throws OutputException {
        lock.lock();
        try {
            if (isClosing) {
                return;
            }
            isClosing = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        join();
        check();
    }

    private void check() throws OutputException {
        switch (failure) {
            case null -> {}
            case OutputException known -> throw known.anew();
            case IOException e -> throw new OutputException(path, e);
        }
    }

    private void put(Order<T> order, long bytes) {
        lock.lock();
        try {
            while (waitingBytes > 0 && waitingBytes + bytes > WAITING_BYTES_MAX && !isOver) {
                room.awaitUninterruptibly();
            }
            if (isOver) {
                order.skip();
                return;
            }
            waitingBytes += bytes;
            orders.add(order);
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    private void join() throws OutputException {
        long deadlineNanos = System.nanoTime() + CLOSE_LIMIT.toNanos();
        boolean isInterrupted = false;
        while (thread.isAlive() && System.nanoTime() < deadlineNanos) {
            try {
                thread.join(Duration.ofNanos(deadlineNanos - System.nanoTime()));
            } catch (InterruptedException deferred) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new OutputException(
                    path, new IOException("the disk took more than " + CLOSE_LIMIT.toMinutes() + " minutes"));
        }
    }

    private void run() {
        try (target) {
            for (Optional<Order<T>> order = next(); order.isPresent(); order = next()) {
                obey(order.get());
            }
            if (failure == null) {
                target.complete();
            }
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            fail(e);
        } finally {
            end();
        }
    }

    private void end() {
        lock.lock();
        try {
            isOver = true;
            orders.forEach(Order::skip);
            orders.clear();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Empty when all is done and nothing follows.
    private Optional<Order<T>> next() throws InterruptedException {
        lock.lock();
        try {
            long nanos = UNSEEN_MAX.toNanos();
            while (orders.isEmpty() && !isClosing && nanos > 0) {
                nanos = work.awaitNanos(nanos);
            }
            Order<T> order = orders.poll();
            if (order != null || isClosing) {
                return Optional.ofNullable(order);
            }
        } finally {
            lock.unlock();
        }
        return Optional.of(new Order.Unseen<>());
    }

    private void obey(Order<T> order) {
        if (failure != null) {
            order.skip();
            return;
        }
        try {
            switch (order) {
                case Order.Write<T> write -> target.write(write.item());
                case Order.Sync<T> sync -> sync.marks().set(target.sync());
                case Order.Saved<T> _ -> target.saved();
                case Order.Unseen<T> _ -> writeUnseen();
            }
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
            order.skip();
        } finally {
            done(order);
        }
    }

    private void writeUnseen() throws IOException {
        Optional<T> item = unseen.get();
        if (item.isPresent()) {
            target.write(item.get());
        }
    }

    private void done(Order<T> order) {
        if (order instanceof Order.Write<T> write) {
            lock.lock();
            try {
                waitingBytes -= write.bytes();
                if (waitingBytes <= WAITING_BYTES_MAX / 2) { // else all would be woken for the room of one
                    room.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private void fail(Throwable e) {
        if (failure == null) {
            failure = e instanceof IOException known
                    ? known
                    : new IOException("the thread that writes it broke off: " + e, e);
        }
    }

    private final class Line implements Boundary {
        private final Marks marks = new Marks();

        @Override
        public List<Mark> sync() throws OutputException {
            List<Mark> told = marks.await();
            check();
            return told;
        }

        @Override
        public void saved() throws OutputException {
            check();
            put(new Order.Saved<>(), 0);
        }
    }

    /// Marks that come when the thread has got there, or none when it never does.
    private static final class Marks {
        private final CountDownLatch areThere = new CountDownLatch(1);
        private volatile List<Mark> marks = List.of();

        void set(List<Mark> told) {
            marks = told;
            areThere.countDown();
        }

        List<Mark> await() {
            boolean isInterrupted = false;
            while (areThere.getCount() > 0) {
                try {
                    var _ = areThere.await(UNSEEN_MAX.toMillis(), TimeUnit.MILLISECONDS);
                } catch (InterruptedException deferred) {
                    isInterrupted = true;
                }
            }
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
            return marks;
        }
    }

    /// What the thread is to do next.
    private sealed interface Order<T> {
        /// It will not be done.
        default void skip() {}

        record Write<T>(T item, long bytes) implements Order<T> {}

        record Sync<T>(Marks marks) implements Order<T> {
            @Override
            public void skip() {
                marks.set(List.of());
            }
        }

        record Saved<T>() implements Order<T> {}

        record Unseen<T>() implements Order<T> {}
    }
}
