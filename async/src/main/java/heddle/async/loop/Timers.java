package heddle.async.loop;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The pending timers of a loop, the earliest first; confined to the loop's thread.
///
/// A heap of four branches whose timers know their places, so that one can be taken out of the middle. Nearly every
/// timeout is cancelled long before it is due, and a new one is usually the latest of all: both touch a leaf or
/// two. A timing wheel would not tell when the next timer is due, which virtual time asks for each time nothing is
/// ready. Timers of equal deadline fire in the order they were added.
final class Timers {
    private static final int BRANCHES = 4;

    private @Nullable Timer[] heap = new @Nullable Timer[64];
    private int size;
    private long added;

    void add(Timer timer) {
        timer.order = added++;
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        siftUp(size++, timer);
    }

    void remove(Timer timer) {
        int place = timer.place;
        if (place == Timer.OUT) {
            return;
        }
        timer.place = Timer.OUT;
        var last = at(--size);
        heap[size] = null;
        if (place == size) {
            return;
        }
        if (place > 0 && last.isBefore(at((place - 1) / BRANCHES))) {
            siftUp(place, last);
        } else {
            siftDown(place, last);
        }
    }

    /// The earliest, left where it is.
    @Nullable Timer first() {
        return heap[0];
    }

    /// Takes out the earliest if it is due at `now`.
    @Nullable Timer pollDue(long now) {
        var first = heap[0];
        if (first == null || first.deadlineNanos() - now > 0) {
            return null;
        }
        remove(first);
        return first;
    }

    int size() {
        return size;
    }

    private void siftUp(int from, Timer timer) {
        int place = from;
        while (place > 0) {
            int parent = (place - 1) / BRANCHES;
            if (!timer.isBefore(at(parent))) {
                break;
            }
            put(place, at(parent));
            place = parent;
        }
        put(place, timer);
    }

    private void siftDown(int from, Timer timer) {
        int place = from;
        for (int child = firstChild(place); child < size; child = firstChild(place)) {
            int least = child;
            for (int other = child + 1; other < Math.min(child + BRANCHES, size); other++) {
                if (at(other).isBefore(at(least))) {
                    least = other;
                }
            }
            if (!at(least).isBefore(timer)) {
                break;
            }
            put(place, at(least));
            place = least;
        }
        put(place, timer);
    }

    private static int firstChild(int place) {
        return place * BRANCHES + 1;
    }

    private void put(int place, Timer timer) {
        heap[place] = timer;
        timer.place = place;
    }

    private Timer at(int place) {
        return Objects.requireNonNull(heap[place]);
    }
}
