package heddle.fetch.frontier;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Hosts that stand for something, and the order in which they get it: every other time it is for the one that has
/// stood longest, and in between for one of those that have most left.
///
/// **Why.** A job cannot end before its longest host does, and that one loses time for good whenever it stands here,
/// while the others only change places. To serve those with most left first, as lists of jobs on many machines are
/// (Graham, 1969), keeps all of them at their pace; to serve nobody else would have a host with one URL wait for all
/// that have two. Half of the turns in order leave each host what it has in a plain row that moves half as fast.
///
/// **How.** Hosts of a class, that is of one power of two of the time that is left, stand in a row of their own, and
/// each has a number. Of the heads of these rows, which are a few dozen at most, the least number has stood longest.
final class HostRow<T> {
    private final @Nullable Row<T>[] rows = array();

    /// A bit for each class in which somebody stands.
    private long classes;

    private int size;
    private long count;
    private boolean isInOrder = true;

    @SuppressWarnings("unchecked") // nothing else gets in
    private static <T> @Nullable Row<T>[] array() {
        return (Row<T>[]) new Row<?>[Long.SIZE];
    }

    /// Has a host stand that is not here, and has so much time left, not negative.
    void add(Host<T> host, long nanosLeft) {
        int ofClass = Long.SIZE - Long.numberOfLeadingZeros(nanosLeft);
        Row<T> row = rows[ofClass];
        if (row == null) {
            row = new Row<>();
            rows[ofClass] = row;
        }
        row.add(host, count++);
        classes |= 1L << ofClass;
        size++;
    }

    /// Who is next, if anybody is.
    @Nullable Host<T> peek() {
        return size == 0 ? null : row(next()).first();
    }

    /// Takes out who is next. Only while somebody is.
    Host<T> remove() {
        int ofClass = next();
        Row<T> row = row(ofClass);
        Host<T> host = row.remove();
        if (row.size == 0) {
            classes &= ~(1L << ofClass);
        }
        size--;
        isInOrder = !isInOrder;
        return host;
    }

    private int next() {
        int largest = Long.SIZE - 1 - Long.numberOfLeadingZeros(classes);
        return isInOrder ? oldest(largest) : largest;
    }

    private int oldest(int largest) {
        int oldest = largest;
        for (long left = classes; left != 0; left &= left - 1) {
            int ofClass = Long.numberOfTrailingZeros(left);
            if (row(ofClass).firstNumber() < row(oldest).firstNumber()) {
                oldest = ofClass;
            }
        }
        return oldest;
    }

    private Row<T> row(int ofClass) {
        return Objects.requireNonNull(rows[ofClass]);
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /// Hosts with their numbers, first in, first out, in a ring that grows.
    private static final class Row<T> {
        private static final int AT_FIRST = 16;

        private @Nullable Host<T>[] hosts = hosts(AT_FIRST);
        private long[] numbers = new long[AT_FIRST];
        private int first;
        private int size;

        @SuppressWarnings("unchecked") // nothing else gets in
        private static <T> @Nullable Host<T>[] hosts(int length) {
            return (Host<T>[]) new Host<?>[length];
        }

        void add(Host<T> host, long number) {
            if (size == hosts.length) {
                grow();
            }
            int last = first + size++ & hosts.length - 1;
            hosts[last] = host;
            numbers[last] = number;
        }

        private void grow() {
            int length = hosts.length;
            @Nullable Host<T>[] more = hosts(length * 2);
            System.arraycopy(hosts, first, more, 0, length - first);
            System.arraycopy(hosts, 0, more, length - first, first);
            long[] moreNumbers = Arrays.copyOfRange(numbers, first, first + length * 2);
            System.arraycopy(numbers, 0, moreNumbers, length - first, first);
            hosts = more;
            numbers = moreNumbers;
            first = 0;
        }

        Host<T> first() {
            return Objects.requireNonNull(hosts[first]);
        }

        long firstNumber() {
            return numbers[first];
        }

        Host<T> remove() {
            Host<T> host = first();
            hosts[first] = null;
            first = first + 1 & hosts.length - 1;
            size--;
            return host;
        }
    }
}
