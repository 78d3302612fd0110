package heddle.async;

import heddle.async.scope.Blocking;
import heddle.async.task.QueueClosedException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A queue of limited length between those who make and those who use: who is ahead waits, and it has an end.
///
///     try (var lines = AsyncQueue.<String>bounded(100)) {
///         group.start(() -> { for (var line : lines) { store(line); } });
///         source.forEach(lines::put);
///     } // closed: the user gets what is left, then its loop ends
///
/// Safe from any thread; a task parks, a thread that is no coroutine blocks. Cancelling a wait neither loses an
/// item nor leaves one behind. Where the end and [#join()] are not needed, a [java.util.concurrent.BlockingQueue]
/// does too.
public final class AsyncQueue<T> implements Iterable<T>, AutoCloseable {
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition hasItem = lock.newCondition();
    private final Condition hasRoom = lock.newCondition();
    private final Condition isFinished = lock.newCondition();

    // Guarded by the lock.
    private final ArrayDeque<T> items = new ArrayDeque<>();
    private long unfinished;
    private boolean isClosed;

    private AsyncQueue(int capacity) {
        this.capacity = capacity;
    }

    /// An open, empty queue that holds `capacity` items at most.
    public static <T> AsyncQueue<T> bounded(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity is " + capacity + "; it must be at least 1");
        }
        return new AsyncQueue<>(capacity);
    }

    /// Puts `item` at the end; parks while the queue is full. Throws [QueueClosedException] if it is closed, be it
    /// during the wait.
    public void put(T item) {
        lock.lock();
        try {
            while (!isClosed && items.size() == capacity) {
                Blocking.await(hasRoom);
            }
            if (isClosed) {
                throw new QueueClosedException("nothing can be put into a closed queue");
            }
            add(item);
        } finally {
            lock.unlock();
        }
    }

    /// As [#put], but false, at once, where that would park or throw.
    public boolean tryPut(T item) {
        lock.lock();
        try {
            if (isClosed || items.size() == capacity) {
                return false;
            }
            add(item);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void add(T item) {
        items.add(item);
        unfinished++;
        hasItem.signal();
    }

    /// Takes the first item; parks while there is none. Throws [QueueClosedException] if the queue is closed and
    /// everything has been taken.
    public T take() {
        var item = takeUnlessEnded();
        if (item == null) {
            throw new QueueClosedException("the queue is closed, and everything in it has been taken");
        }
        return item;
    }

    /// As [#take()], but empty, at once, where that would park or throw.
    public Optional<T> tryTake() {
        lock.lock();
        try {
            return Optional.ofNullable(poll());
        } finally {
            lock.unlock();
        }
    }

    /// Takes item after item until the queue is closed and empty. Several may iterate: each item goes to one.
    @Override
    public Iterator<T> iterator() {
        return new Taking();
    }

    /// Null if the queue has ended.
    private @Nullable T takeUnlessEnded() {
        lock.lock();
        try {
            while (items.isEmpty() && !isClosed) {
                Blocking.await(hasItem);
            }
            return poll();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable T poll() {
        var item = items.poll();
        if (item != null) {
            hasRoom.signal();
        }
        return item;
    }

    /// Says that an item that was taken has been dealt with; [#join()] waits for that. Throws
    /// [IllegalStateException] if it is said more often than items were put.
    public void taskDone() {
        lock.lock();
        try {
            if (unfinished == 0) {
                throw new IllegalStateException("taskDone() has been called for every item already");
            }
            if (--unfinished == 0) {
                isFinished.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Parks until [#taskDone()] has been said for every item that was ever put.
    public void join() {
        lock.lock();
        try {
            while (unfinished > 0) {
                Blocking.await(isFinished);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Ends it: nothing more can be put, what is there can still be taken. Does not wait; again does nothing.
    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            hasItem.signalAll();
            hasRoom.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// How many items there are.
    public int size() {
        lock.lock();
        try {
            return items.size();
        } finally {
            lock.unlock();
        }
    }

    /// How many items there can be.
    public int capacity() {
        return capacity;
    }

    @Override
    public String toString() {
        lock.lock();
        try {
            return "AsyncQueue[" + items.size() + " of " + capacity + ", " + unfinished + " unfinished, "
                    + (isClosed ? "closed]" : "open]");
        } finally {
            lock.unlock();
        }
    }

    private final class Taking implements Iterator<T> {
        private @Nullable T next;

        @Override
        public boolean hasNext() {
            if (next == null) {
                next = takeUnlessEnded();
            }
            return next != null;
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the queue is closed, and everything in it has been taken");
            }
            T item = Objects.requireNonNull(next);
            next = null;
            return item;
        }
    }
}
