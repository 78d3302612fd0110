package heddle.fetch.list;

import java.io.Closeable;
import java.util.Iterator;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// An iterator that is pulled by one thread, and closed by any. Once it has been closed it has no more, and
/// whoever gave the iterator may do with it as he likes.
final class Pulled<T> implements Closeable {
    private final Iterator<T> items;
    private final Runnable closing;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean isClosed;

    Pulled(Iterator<T> items, Runnable closing) {
        this.items = items;
        this.closing = closing;
    }

    /// The next; null at the end. Blocks as the iterator does.
    @Nullable T next() {
        lock.lock();
        try {
            return !isClosed && items.hasNext() ? items.next() : null;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for the iterator when it is at work. Closing it again does nothing.
    @Override
    public void close() {
        lock.lock();
        try {
            if (!isClosed) {
                isClosed = true;
                closing.run();
            }
        } finally {
            lock.unlock();
        }
    }
}
