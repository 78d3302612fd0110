package heddle.client.wire;

import heddle.client.warmup.WarmUps;
import heddle.net.wire.Dialed;
import heddle.net.wire.Security;
import heddle.net.wire.Target;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The connections to one target and the transfers that wait for one. Used on the I/O thread.
///
/// Waiting is first come, first served, in two queues: those for whom a connection is being made stand before those
/// who wait for the limit. A connection in the making is tied to nobody: it serves whoever is first when it is
/// there.
///
/// How many expect one connection depends on the version of HTTP: one with HTTP/1.1, [#STREAMS_EXPECTED] with HTTP/2.
/// Where TLS will tell which, the first connection is made alone, as a scout: a hundred handshakes for what one
/// connection carries would cost more than the others' wait for it.
final class HostPool {
    /// What every server allows that follows the advice of RFC 9113, 6.5.2.
    static final int STREAMS_EXPECTED = 100;

    private static final String HTTP_2 = "h2";

    private final Target target;
    private final ArrayDeque<Connection> offered = new ArrayDeque<>();
    private final Queue expecting = new Queue();
    private final Queue queued = new Queue();
    private final WarmUps warmUps = new WarmUps();
    private Version version;
    private int open;
    private int dialling;
    private int retiring;

    /// Streams that one connection took when there was last no room.
    private int streamsMax = STREAMS_EXPECTED;

    private long queuedSince;
    private long noSecondBefore; // 0 for any time

    /// What connections to this target speak.
    private enum Version {
        HTTP_1,
        HTTP_2,
        /// TLS will tell.
        UNKNOWN
    }

    HostPool(Target target) {
        this.target = target;
        version = !target.protocols().contains(HTTP_2)
                ? Version.HTTP_1
                : target.security() == Security.TLS ? Version.UNKNOWN : Version.HTTP_2;
    }

    Target target() {
        return target;
    }

    // ---- connections

    /// Whether that connection speaks HTTP/2, with prior knowledge or as TLS has agreed; the next ones will, too.
    boolean speaksHttp2(Dialed dialed) {
        boolean isAgreed = dialed.protocol().map(HTTP_2::equals).orElse(target.security() == Security.PLAIN);
        version = target.protocols().contains(HTTP_2) && isAgreed ? Version.HTTP_2 : Version.HTTP_1;
        return version == Version.HTTP_2;
    }

    /// Whether nothing but HTTP/2 will do, and TLS has not agreed on it.
    boolean isDisagreed(Dialed dialed) {
        return target.protocols().equals(List.of(HTTP_2))
                && target.security() == Security.TLS
                && !dialed.protocol().equals(Optional.of(HTTP_2));
    }

    /// Lets a connection give leases, if it has room for one.
    void offer(Connection connection) {
        boolean hasRoom = connection.room() > 0;
        if (hasRoom && !connection.isOffered) {
            connection.isOffered = true;
            offered.addLast(connection);
        } else if (!hasRoom) {
            withhold(connection);
        }
    }

    /// Those that are idle.
    List<Connection> idle() {
        return offered.stream().filter(Connection::isIdle).toList();
    }

    /// The connection that was offered last, left where it is: it is the least likely to have been closed.
    @Nullable Connection newestOffered() {
        return offered.peekLast();
    }

    /// It gives no lease for now.
    @SuppressWarnings("ReferenceEquality") // connections have no other
    void withhold(Connection connection) {
        if (!connection.isOffered) {
            return;
        }
        connection.isOffered = false;
        if (offered.peekLast() == connection) {
            offered.pollLast();
        } else {
            offered.removeFirstOccurrence(connection);
        }
    }

    /// A connection takes no more transfers, though it still carries some.
    void retires(Connection connection) {
        withhold(connection);
        if (!connection.isRetiring) {
            connection.isRetiring = true;
            retiring++;
        }
    }

    /// Connections there are or that are being made.
    int open() {
        return open;
    }

    /// Those among them that are being made.
    int dialling() {
        return dialling;
    }

    /// Those among them that are there and take transfers.
    int ready() {
        return open - dialling - retiring;
    }

    void opens() {
        open++;
        dialling++;
    }

    void dialled() {
        dialling--;
    }

    /// A connection, or the attempt to make one, is no more.
    void closed() {
        open--;
    }

    void closed(Connection connection) {
        withhold(connection);
        if (connection.isRetiring) {
            retiring--;
        }
    }

    /// Whether one more connection is needed, as far as this host's own waiting goes.
    boolean needsConnection(long now) {
        return switch (version) {
            case HTTP_1 -> queued.size() > 0;
            case UNKNOWN -> waiting() > 0 && dialling == 0;
            case HTTP_2 -> waiting() > 0 && dialling == 0 && (open == retiring || paysForSecond(now));
        };
    }

    /// Those who want connections ahead of time.
    WarmUps warmUps() {
        return warmUps;
    }

    /// Whether one more connection is to be made ahead of time; of HTTP/2 one is enough, as it carries many exchanges.
    boolean isCold() {
        return switch (version) {
            case HTTP_1 -> open < warmUps.wanted();
            case UNKNOWN -> open < warmUps.wanted() && dialling == 0;
            case HTTP_2 -> warmUps.wanted() > 0 && open == retiring;
        };
    }

    /// Lets those go who have the connections that they want, or cannot have more.
    void settleWarmUps() {
        boolean isAll = dialling == 0 || (version == Version.HTTP_2 && ready() > 0);
        warmUps.settle(ready(), isAll);
    }

    /// Whether those who wait for a stream are better off with another connection: when the last of them would wait
    /// for a whole round of exchanges, or the first has waited for too long already. Not soon after one that could
    /// not be made.
    private boolean paysForSecond(long now) {
        return (noSecondBefore == 0 || now >= noSecondBefore)
                && (queued.size() >= streamsMax || now - queuedSince >= Pool.PATIENCE_NANOS);
    }

    /// Whether those who wait may be better off with another connection in a while, and nothing else will tell.
    boolean needsAnotherLook() {
        return version == Version.HTTP_2 && queued.size() > 0 && dialling == 0;
    }

    /// One connection has shown how many streams it takes.
    void learnStreamsMax(int streams) {
        streamsMax = Math.max(1, streams);
    }

    /// Connections that carry something now could not be helped by another.
    void secondFailed(long now) {
        noSecondBefore = now + TimeUnit.SECONDS.toNanos(1);
    }

    /// Whether streams of other connections are there for those who expected one that could not be made.
    boolean hasOthers() {
        return version == Version.HTTP_2 && open - retiring > dialling + 1;
    }

    /// How many may expect the connections in the making.
    private int promised() {
        return version == Version.HTTP_1 ? dialling : dialling * STREAMS_EXPECTED;
    }

    // ---- transfers

    void queue(Transfer transfer, long now) {
        if (queued.size() == 0) {
            queuedSince = now;
        }
        queued.add(transfer);
    }

    /// Lets those who wait expect the connections that are in the making anyway.
    void promote(long now) {
        while (promised() > expecting.size() && promoteOne(now)) {}
    }

    /// Sends those who expect more than is in the making back to the head of the queue, where they wait for the limit.
    /// Whether there were any.
    boolean demote(long now) {
        boolean hasDemoted = expecting.size() > promised();
        while (expecting.size() > promised()) {
            Transfer last = expecting.pollLast();
            last.queued(now);
            queued.addFirst(last);
        }
        return hasDemoted;
    }

    /// Lets the next who waits expect a connection; false if nobody waits.
    private boolean promoteOne(long now) {
        Transfer next = queued.poll();
        if (next == null) {
            return false;
        }
        next.expecting(now);
        expecting.add(next);
        return true;
    }

    /// The first in line, taken out of it.
    @Nullable Transfer poll(long now) {
        queuedSince = now;
        Transfer first = expecting.poll();
        return first != null ? first : queued.poll();
    }

    /// Those that a connection which could not be made fails: who expect more than is in the making now.
    List<Transfer> pollDisappointed() {
        if (expecting.size() <= promised()) {
            return List.of();
        }
        var disappointed = new ArrayList<Transfer>();
        for (Transfer next = expecting.poll();
                next != null;
                next = expecting.size() > promised() ? expecting.poll() : null) {
            disappointed.add(next);
        }
        return disappointed;
    }

    void withdraw(Transfer transfer) {
        (transfer.place() == Transfer.Place.EXPECTING ? expecting : queued).forget();
    }

    int waiting() {
        return queued.size() + expecting.size();
    }

    boolean isUnused() {
        return open == 0 && waiting() == 0;
    }

    @Override
    public String toString() {
        return "HostPool[%s:%d, open=%d, offered=%d, dialling=%d, waiting=%d]"
                .formatted(target.host(), target.port(), open, offered.size(), dialling, waiting());
    }

    /// A queue that those who gave up leave lazily: they are passed over when their turn comes.
    private static final class Queue {
        private final ArrayDeque<Transfer> transfers = new ArrayDeque<>();
        private int size;

        void add(Transfer transfer) {
            transfers.addLast(transfer);
            size++;
        }

        void addFirst(Transfer transfer) {
            transfers.addFirst(transfer);
            size++;
        }

        /// The last of those that have not given up, of whom there is one.
        Transfer pollLast() {
            Transfer last = transfers.removeLast();
            while (last.place() == Transfer.Place.ENDED) {
                last = transfers.removeLast();
            }
            size--;
            return last;
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
