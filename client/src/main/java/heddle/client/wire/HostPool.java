package heddle.client.wire;

import heddle.net.wire.Target;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// The connections to one target and the transfers that wait for one. Used on the I/O thread.
///
/// Waiting is first come, first served, in two queues: those for whom a connection is being made stand before those
/// who wait for the limit. A connection in the making is tied to nobody: it serves whoever is first when it is
/// there.
final class HostPool {
    private final Target target;
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();
    private final Queue expecting = new Queue();
    private final Queue queued = new Queue();
    private int open;
    private int dialling;

    HostPool(Target target) {
        this.target = target;
    }

    Target target() {
        return target;
    }

    // ---- connections

    void add(Connection connection) {
        idle.addLast(connection);
    }

    /// The connection that became idle last, left where it is: it is the least likely to have been closed.
    @Nullable Connection newestIdle() {
        return idle.peekLast();
    }

    void remove(Connection connection) {
        if (idle.peekLast() == connection) {
            idle.pollLast();
        } else {
            idle.removeFirstOccurrence(connection);
        }
    }

    /// Connections there are or that are being made.
    int open() {
        return open;
    }

    void opens() {
        open++;
        dialling++;
    }

    void dialled() {
        dialling--;
    }

    void closed() {
        open--;
    }

    // ---- transfers

    void queue(Transfer transfer) {
        queued.add(transfer);
    }

    /// Lets those who wait expect the connections that are in the making anyway.
    void promote(long now) {
        while (dialling > expecting.size() && promoteOne(now)) {}
    }

    /// Lets the next who waits expect a connection; false if nobody waits.
    boolean promoteOne(long now) {
        Transfer next = queued.poll();
        if (next == null) {
            return false;
        }
        next.expecting(now);
        expecting.add(next);
        return true;
    }

    /// The first in line, taken out of it.
    @Nullable Transfer poll() {
        Transfer first = expecting.poll();
        return first != null ? first : queued.poll();
    }

    /// The first of those that a connection in the making can fail: with fewer made than expected.
    @Nullable Transfer pollDisappointed() {
        return expecting.size() > dialling ? expecting.poll() : null;
    }

    void withdraw(Transfer transfer) {
        (transfer.place() == Transfer.Place.EXPECTING ? expecting : queued).forget();
    }

    /// How many wait for the limit.
    int queued() {
        return queued.size();
    }

    int waiting() {
        return queued.size() + expecting.size();
    }

    boolean isUnused() {
        return open == 0 && waiting() == 0;
    }

    @Override
    public String toString() {
        return "HostPool[%s:%d, open=%d, idle=%d, dialling=%d, waiting=%d]"
                .formatted(target.host(), target.port(), open, idle.size(), dialling, waiting());
    }

    /// A queue that those who gave up leave lazily: they are passed over when their turn comes.
    private static final class Queue {
        private final ArrayDeque<Transfer> transfers = new ArrayDeque<>();
        private int size;

        void add(Transfer transfer) {
            transfers.addLast(transfer);
            size++;
        }

        @Nullable Transfer poll() {
            Transfer first = transfers.pollFirst();
            while (first != null && first.place() == Transfer.Place.ENDED) {
                first = transfers.pollFirst();
            }
            if (first != null) {
                size--;
            }
            return first;
        }

        /// One of them has given up.
        void forget() {
            size--;
            if (size == 0) {
                transfers.clear();
            }
        }

        int size() {
            return size;
        }
    }
}
