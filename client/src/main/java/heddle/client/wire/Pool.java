package heddle.client.wire;

import heddle.async.TaskGroup;
import heddle.async.loop.Loop;
import heddle.client.options.Limits;
import heddle.client.options.PoolOptions;
import heddle.net.NetOptions;
import heddle.net.wire.Dialed;
import heddle.net.wire.Dialer;
import heddle.net.wire.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The connections of one session on one loop. Only the loop's I/O thread touches it, so it has no lock.
///
/// A transfer gets, in this order: the connection to its target that became idle last; a new one, if the limits
/// allow or an idle connection to another host can be closed for it; a place in the queue. A connection that
/// becomes free goes to who waits first for its host, unless another host has been starving for longer than
/// [#PATIENCE_NANOS]: then it is closed to make room there, so that a busy host cannot shut out the others.
final class Pool {
    /// Long enough that hosts keep their warm connections under load, short enough that nobody notices the wait.
    private static final long PATIENCE_NANOS = 250_000_000;

    private final Loop loop;
    private final Dialer dialer;
    private final NetOptions net;
    private final PoolOptions options;
    private final Limits limits;
    private final Map<Target, HostPool> hosts = new LinkedHashMap<>();
    private final IdleConnections idle = new IdleConnections();
    private final Set<Connection> connections = new LinkedHashSet<>();

    /// Hosts with transfers that only the total limit keeps waiting, the longest waiting first.
    private final LinkedHashSet<HostPool> starving = new LinkedHashSet<>();

    private final TaskGroup dials = TaskGroup.detached();
    private final PoolCounts counts = new PoolCounts();
    private final long idleNanos;
    private int open;
    private long starvingSince;
    private boolean isClosed;

    /// Called on a coroutine of the loop.
    Pool(Loop loop, Dialer dialer, WireOptions options) {
        this.loop = loop;
        this.dialer = dialer;
        this.net = options.net();
        this.options = options.pool();
        this.limits = options.limits();
        this.idleNanos = PhaseLimits.nanos(this.options.idle());
    }

    Loop loop() {
        return loop;
    }

    NetOptions net() {
        return net;
    }

    Limits limits() {
        return limits;
    }

    PoolCounts counts() {
        return counts;
    }

    long idleNanos() {
        return idleNanos;
    }

    // ---- transfers

    void start(Transfer transfer) {
        if (isClosed) {
            transfer.fail(Pool::sessionClosed);
            return;
        }
        long now = loop.nanoTime();
        HostPool host = hosts.computeIfAbsent(transfer.request().target(), HostPool::new);
        Connection free = takeIdle(host, now);
        if (free != null) {
            free.begin(transfer, now);
            return;
        }
        transfer.queued(now);
        host.queue(transfer);
        counts.waiting.add(1);
        dialFor(host, now);
    }

    /// Closes what is idle for a target: a connection just died unanswered, and the others are of its age.
    void closeIdle(Target target) {
        HostPool host = hosts.get(target);
        if (host == null) {
            return;
        }
        for (Connection free = host.newestIdle(); free != null; free = host.newestIdle()) {
            free.close();
        }
    }

    /// Takes a transfer that gives up out of its queue; its turn passes to the next.
    void withdraw(Transfer transfer) {
        HostPool host = hosts.get(transfer.request().target());
        if (host != null) {
            host.withdraw(transfer);
            counts.waiting.add(-1);
            host.promote(loop.nanoTime());
            forgetIfUnused(host);
        }
    }

    // ---- connections

    /// Takes back a connection that may serve again.
    void release(Connection connection, long now, long idleNanos) {
        HostPool host = connection.host();
        boolean isWanted = !starving.isEmpty() && now - starvingSince > PATIENCE_NANOS && !starving.contains(host);
        if (isWanted) {
            connection.close();
            return;
        }
        if (!serve(host, connection, now)) {
            rest(connection, now, idleNanos);
            feedStarving(now);
        }
    }

    /// A connection has closed, for whatever reason; called once.
    void closed(Connection connection, boolean wasIdle) {
        HostPool host = connection.host();
        connections.remove(connection);
        if (wasIdle) {
            leaveIdle(host, connection);
        }
        leave(host);
    }

    void dialled(Dialling dial, Dialed dialed) {
        HostPool host = dial.host();
        host.dialled();
        counts.dialling.add(-1);
        if (isClosed) {
            var _ = dialed.channel().close();
            leave(host);
            return;
        }
        counts.dialled.add(1);
        long now = loop.nanoTime();
        var connection = Connection.open(this, host, dialed);
        connections.add(connection);
        if (!serve(host, connection, now)) {
            rest(connection, now, idleNanos);
            feedStarving(now);
        }
    }

    void dialFailed(Dialling dial, Fault fault) {
        HostPool host = dial.host();
        host.dialled();
        counts.dialling.add(-1);
        Transfer disappointed = host.pollDisappointed();
        leave(host);
        if (disappointed != null) {
            counts.waiting.add(-1);
            disappointed.fail(fault);
        }
    }

    // ---- the end

    /// Fails whoever waits, ends the dials and closes every connection; returns what was still in use, for the log.
    List<String> close() {
        isClosed = true;
        dials.cancel();
        var inUse = new ArrayList<String>();
        for (HostPool host : List.copyOf(hosts.values())) {
            for (Transfer waiting = host.poll(); waiting != null; waiting = host.poll()) {
                counts.waiting.add(-1);
                waiting.fail(Pool::sessionClosed);
            }
        }
        for (Connection connection : List.copyOf(connections)) {
            Transfer transfer = connection.transfer();
            if (transfer != null) {
                inUse.add(transfer.leftover());
                transfer.fail(Pool::sessionClosed);
            }
            connection.close();
        }
        starving.clear();
        return inUse;
    }

    static IllegalStateException sessionClosed() {
        return new IllegalStateException(
                "the session is closed; keep it open until every exchange has ended and every response is read");
    }

    @Override
    public String toString() {
        return "Pool[open=%d, idle=%d, hosts=%d, starving=%d]"
                .formatted(open, idle.size(), hosts.size(), starving.size());
    }

    // ---- inside

    private @Nullable Connection takeIdle(HostPool host, long now) {
        for (Connection free = host.newestIdle(); free != null; free = host.newestIdle()) {
            if (free.isFresh(now)) {
                leaveIdle(host, free);
                return free;
            }
            free.close();
        }
        return null;
    }

    private boolean serve(HostPool host, Connection connection, long now) {
        Transfer next = host.poll();
        if (next == null) {
            return false;
        }
        counts.waiting.add(-1);
        connection.begin(next, now);
        host.promote(now);
        return true;
    }

    private void rest(Connection connection, long now, long idleNanos) {
        connection.rest(now, idleNanos);
        connection.host().add(connection);
        idle.add(connection);
        counts.idle.add(1);
    }

    private void leaveIdle(HostPool host, Connection connection) {
        host.remove(connection);
        idle.remove(connection);
        counts.idle.add(-1);
    }

    /// A connection, or the attempt to make one, has left the host and made room.
    private void leave(HostPool host) {
        host.closed();
        open--;
        counts.open.add(-1);
        long now = loop.nanoTime();
        feedStarving(now);
        dialFor(host, now);
        forgetIfUnused(host);
    }

    /// Makes as many connections as those who wait for the host need and the limits allow.
    private void dialFor(HostPool host, long now) {
        host.promote(now);
        while (!isClosed && host.queued() > 0 && host.open() < options.perHostMax()) {
            if (!hasRoom()) {
                starve(host, now);
                return;
            }
            host.opens();
            open++;
            counts.open.add(1);
            counts.dialling.add(1);
            host.promote(now);
            new Dialling(this, host, dialer).startIn(dials);
        }
    }

    /// Whether one more connection may be made, if need be after closing the one that has been idle longest.
    private boolean hasRoom() {
        Connection oldest = idle.oldest();
        if (open >= options.totalMax() && oldest != null) {
            oldest.close();
        }
        return open < options.totalMax();
    }

    private void starve(HostPool host, long now) {
        if (starving.isEmpty()) {
            starvingSince = now;
        }
        starving.add(host);
    }

    private void feedStarving(long now) {
        while (!starving.isEmpty() && (open < options.totalMax() || idle.oldest() != null)) {
            HostPool host = starving.removeFirst();
            starvingSince = now;
            dialFor(host, now);
            if (starving.contains(host)) {
                return;
            }
        }
    }

    private void forgetIfUnused(HostPool host) {
        if (host.isUnused()) {
            hosts.remove(host.target());
            starving.remove(host);
        }
    }
}
