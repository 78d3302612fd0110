package heddle.fetch.frontier;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Hosts that wait for a time, the earliest first; equal times in no order. A heap whose members know their place,
/// so that a host can be moved.
final class DueHosts<T> {
    /// The place of a host that is not in here.
    static final int OUT = -1;

    private @Nullable Host<T>[] heap = array(64);
    private int size;

    @SuppressWarnings("unchecked") // nothing else gets in
    private static <T> @Nullable Host<T>[] array(int length) {
        return (Host<T>[]) new Host<?>[length];
    }

    /// Has the host wait until then, be it in here already or not.
    void put(Host<T> host, long nanos) {
        host.due = nanos;
        if (host.place == OUT) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, size * 2);
            }
            host.place = size++;
            heap[host.place] = host;
        }
        siftUp(host);
        siftDown(host);
    }

    /// When the first is due; [Frontier#NEVER] if there is none.
    long first() {
        return size == 0 ? Frontier.NEVER : at(0).due;
    }

    /// Takes out one that is due, if there is one.
    @Nullable Host<T> pollDue(long now) {
        if (first() > now) {
            return null;
        }
        Host<T> host = at(0);
        remove(host);
        return host;
    }

    void remove(Host<T> host) {
        if (host.place == OUT) {
            return;
        }
        Host<T> moved = at(--size);
        heap[size] = null;
        if (moved != host) {
            set(host.place, moved);
            siftUp(moved);
            siftDown(moved);
        }
        host.place = OUT;
    }

    int size() {
        return size;
    }

    private void siftUp(Host<T> host) {
        while (host.place > 0) {
            Host<T> parent = at((host.place - 1) / 2);
            if (parent.due <= host.due) {
                return;
            }
            swap(host, parent);
        }
    }

    private void siftDown(Host<T> host) {
        for (int child = host.place * 2 + 1; child < size; child = host.place * 2 + 1) {
            Host<T> least = at(child);
            if (child + 1 < size && at(child + 1).due < least.due) {
                least = at(child + 1);
            }
            if (host.due <= least.due) {
                return;
            }
            swap(host, least);
        }
    }

    private void swap(Host<T> one, Host<T> other) {
        int place = one.place;
        set(other.place, one);
        set(place, other);
    }

    private void set(int place, Host<T> host) {
        heap[place] = host;
        host.place = place;
    }

    private Host<T> at(int place) {
        return Objects.requireNonNull(heap[place]);
    }
}
