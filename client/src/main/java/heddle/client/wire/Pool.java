package heddle.client.wire;

import heddle.async.TaskGroup;
import heddle.async.loop.Loop;
import heddle.client.options.Http2Options;
import heddle.client.options.Limits;
import heddle.client.options.PoolOptions;
import heddle.client.signal.Listeners;
import heddle.client.trace.CloseReason;
import heddle.client.trace.WaitReason;
import heddle.client.warmup.WarmUp;
import heddle.http.Phase;
import heddle.net.NetOptions;
import heddle.net.wire.Dialed;
import heddle.net.wire.Dialer;
import heddle.net.wire.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The connections of one session on one loop. Only the loop's I/O thread touches it, so it has no lock.
///
/// A connection is something that gives leases: one at a time, or many at once. A transfer gets, in this order: a
/// lease of the connection to its target that came to have room last; a new connection, if the limits allow or an
/// idle one to another host can be closed for it; a place in the queue. A lease that becomes free goes to who waits
/// first for its host, unless another host has been starving for longer than [#PATIENCE_NANOS]: then its connection
/// retires to make room there, so that a busy host cannot shut out the others.
final class Pool {
    /// Long enough that hosts keep their warm connections under load, short enough that nobody notices the wait.
    static final long PATIENCE_NANOS = 250_000_000;

    private final Loop loop;
    private final Dialer dialer;
    private final NetOptions net;
    private final PoolOptions options;
    private final Limits limits;
    private final Http2Options http2;
    private final Listeners listeners;
    private final Map<Target, HostPool> hosts = new LinkedHashMap<>();
    private final Set<Connection> connections = new LinkedHashSet<>();

    /// Hosts whose transfers wait for a stream, to be looked at again soon.
    private final Set<HostPool> lookingAgain = new HashSet<>();

    private final TaskGroup dials = TaskGroup.detached();
    private final PoolCounts counts = new PoolCounts();
    private final TotalLimit total;
    private final long idleNanos;
    private final long lifetimeNanos;
    private boolean isClosed;

    /// Called on a coroutine of the loop.
    Pool(Loop loop, Dialer dialer, WireOptions options) {
        this.loop = loop;
        this.dialer = dialer;
        this.net = options.net();
        this.options = options.pool();
        this.limits = options.limits();
        this.http2 = options.http2();
        this.listeners = options.listeners();
        this.total = new TotalLimit(this.options.totalMax(), counts);
        this.idleNanos = PhaseLimits.nanos(this.options.idle());
        this.lifetimeNanos = PhaseLimits.nanos(this.options.lifetime());
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

    Http2Options http2() {
        return http2;
    }

    Listeners listeners() {
        return listeners;
    }

    PoolCounts counts() {
        return counts;
    }

    PoolOptions options() {
        return options;
    }

    long idleNanos() {
        return idleNanos;
    }

    long lifetimeNanos() {
        return lifetimeNanos;
    }

    // ---- transfers

    void start(Transfer transfer) {
        if (isClosed) {
            transfer.fail(Pool::sessionClosed);
            return;
        }
        long now = loop.nanoTime();
        Target target = transfer.request().target();
        HostPool known = hosts.get(target);
        boolean hadConnections = known != null && known.ready() > 0;
        Connection free = known == null ? null : find(known, now);
        if (free != null) {
            lend(free, transfer, now);
            return;
        }
        // Only now: with the last of its connections, if that was too old, a host is forgotten.
        HostPool host = hosts.computeIfAbsent(target, HostPool::new);
        if (transfer.signal().isHeard()) {
            boolean wereStale = hadConnections && host.ready() == 0;
            transfer.signal().queued(wereStale ? WaitReason.STALE : crowd(host));
        }
        transfer.queued(now);
        host.queue(transfer, now);
        counts.waiting.add(1);
        dialFor(host, now);
    }

    /// Closes what is idle for a target: a connection just died unanswered, and the others are of its age.
    void closeIdle(Target target) {
        HostPool host = hosts.get(target);
        if (host == null) {
            return;
        }
        host.idle().forEach(each -> each.close(CloseReason.SIBLING_DEAD));
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

    // ---- ahead of time

    /// Makes connections to a target until there are as many as wanted, or as the limits allow without closing others.
    void warmUp(Target target, WarmUp warmUp) {
        if (isClosed) {
            warmUp.fail(Pool::sessionClosed);
            return;
        }
        HostPool host = hosts.computeIfAbsent(target, HostPool::new);
        host.warmUps().add(warmUp);
        warm(host, loop.nanoTime());
        forgetIfUnused(host);
    }

    /// Nobody waits for it any more; what is being made goes on.
    void giveUp(Target target, WarmUp warmUp) {
        HostPool host = hosts.get(target);
        if (host != null) {
            host.warmUps().remove(warmUp);
        }
    }

    // ---- connections

    /// Takes back a lease of a connection that may serve again; or the connection has come to have more room, or
    /// less.
    void release(Connection connection, long now, long idleNanos) {
        HostPool host = connection.host();
        CloseReason retirement = connection.retirement(now);
        if (retirement != null) {
            connection.retire(retirement);
            return;
        }
        if (total.isOverdue(host, now)) {
            connection.retire(CloseReason.YIELDED);
            return;
        }
        if (serve(host, connection, now)) {
            return;
        }
        if (!connection.isIdle() && connection.isUnused()) {
            rest(connection, now, idleNanos);
            feedStarving(now);
            return;
        }
        host.offer(connection);
    }

    /// A connection takes no more transfers, though it still carries some.
    void retires(Connection connection) {
        HostPool host = connection.host();
        host.retires(connection);
        dialFor(host, loop.nanoTime());
    }

    /// A connection has closed, for whatever reason; called once.
    void closed(Connection connection, CloseReason reason) {
        HostPool host = connection.host();
        counts.retired.add(reason.isRetirement() ? 1 : 0);
        connections.remove(connection);
        host.closed(connection);
        if (connection.isIdle()) {
            total.leavesIdle(connection);
        }
        leave(host);
    }

    void dialled(Dialling dial, Dialed dialed) {
        HostPool host = dial.host();
        host.dialled();
        counts.dialling.add(-1);
        if (isClosed) {
            var _ = dialed.channel().close();
            dial.signal().failed(Pool::sessionClosed);
            leave(host);
            return;
        }
        if (host.isDisagreed(dialed)) {
            var _ = dialed.channel().close();
            failed(dial, () -> DialFaults.http2NotAgreed(host.target()));
            return;
        }
        if (dialed.problem().isPresent()) {
            var _ = dialed.channel().close();
            failed(
                    dial,
                    () -> DialFaults.lost(
                            host.target(),
                            net,
                            Phase.TLS,
                            "closed at once",
                            dialed.problem().get()));
            return;
        }
        counts.dialled.add(1);
        long now = loop.nanoTime();
        Connection connection = Connection.open(this, dial, dialed);
        connections.add(connection);
        if (!serve(host, connection, now)) {
            rest(connection, now, idleNanos);
            feedStarving(now);
        }
        if (host.demote(now)) {
            dialFor(host, now);
        }
        warm(host, now);
        connection.listen();
    }

    void dialFailed(Dialling dial, Fault fault) {
        HostPool host = dial.host();
        host.dialled();
        counts.dialling.add(-1);
        failed(dial, fault);
    }

    private void failed(Dialling dial, Fault fault) {
        HostPool host = dial.host();
        dial.signal().failed(fault);
        host.warmUps().fail(fault);
        if (host.hasOthers()) {
            host.secondFailed(loop.nanoTime());
            host.demote(loop.nanoTime());
            leave(host);
            return;
        }
        List<Transfer> disappointed = host.pollDisappointed();
        leave(host);
        for (Transfer transfer : disappointed) {
            counts.waiting.add(-1);
            transfer.fail(fault);
        }
    }

    // ---- the end

    /// Fails whoever waits, ends the dials and closes every connection; returns what was still in use, for the log.
    List<String> close() {
        isClosed = true;
        dials.cancel();
        var inUse = new ArrayList<String>();
        for (HostPool host : List.copyOf(hosts.values())) {
            host.warmUps().fail(Pool::sessionClosed);
            for (Transfer waiting = host.poll(0); waiting != null; waiting = host.poll(0)) {
                counts.waiting.add(-1);
                waiting.fail(Pool::sessionClosed);
            }
        }
        for (Connection connection : List.copyOf(connections)) {
            for (Transfer transfer : connection.transfers()) {
                inUse.add(transfer.leftover());
                transfer.fail(Pool::sessionClosed);
            }
            connection.close(CloseReason.SESSION_CLOSED);
        }
        total.forgetAll();
        return inUse;
    }

    static IllegalStateException sessionClosed() {
        return new IllegalStateException(
                "the session is closed; keep it open until every exchange has ended and every response is read");
    }

    @Override
    public String toString() {
        return "Pool[hosts=%d, %s]".formatted(hosts.size(), total);
    }

    // ---- inside

    private @Nullable Connection find(HostPool host, long now) {
        for (Connection free = host.newestOffered(); free != null; free = host.newestOffered()) {
            if (free.isFresh(now)) {
                return free;
            }
            CloseReason reason = free.staleness(now);
            if (reason.isRetirement()) {
                free.retire(reason);
            } else {
                free.close(reason);
            }
        }
        return null;
    }

    /// Why no connection to a host can be lent at once.
    private WaitReason crowd(HostPool host) {
        boolean hasNone = host.open() == host.dialling();
        if (!hasNone && host.open() >= options.perHostMax()) {
            return WaitReason.HOST_LIMIT;
        }
        if (!total.isReachable()) {
            return WaitReason.TOTAL_LIMIT;
        }
        return hasNone ? WaitReason.NO_CONNECTION : WaitReason.BUSY;
    }

    private void lend(Connection connection, Transfer transfer, long now) {
        transfer.signal().served(connection.signal(), connection.origin(), connection.remote());
        counts.reused.add(connection.hasLent() ? 1 : 0);
        connection.countLease();
        if (connection.isIdle()) {
            total.leavesIdle(connection);
            connection.wake();
        }
        if (connection.room() == 1) {
            connection.host().withhold(connection);
        }
        connection.begin(transfer, now);
    }

    /// Gives leases to those who wait, as long as there is room; whether there were any.
    private boolean serve(HostPool host, Connection connection, long now) {
        boolean hasServed = false;
        while (connection.room() > 0) {
            Transfer next = host.poll(now);
            if (next == null) {
                break;
            }
            counts.waiting.add(-1);
            hasServed = true;
            lend(connection, next, now);
            host.promote(now);
        }
        if (hasServed) {
            total.served(host, now);
            host.offer(connection);
        }
        return hasServed;
    }

    private void rest(Connection connection, long now, long idleNanos) {
        connection.rest(now, idleNanos);
        connection.signal().kept(connection.idleUntil() - now);
        connection.host().offer(connection);
        total.rests(connection);
    }

    /// A connection, or the attempt to make one, has left the host and made room.
    private void leave(HostPool host) {
        host.closed();
        total.closed();
        long now = loop.nanoTime();
        feedStarving(now);
        dialFor(host, now);
        forgetIfUnused(host);
    }

    /// Makes as many connections as those who wait for the host need and the limits allow.
    private void dialFor(HostPool host, long now) {
        host.promote(now);
        while (!isClosed && host.needsConnection(now) && host.open() < options.perHostMax()) {
            if (!total.makeRoom()) {
                total.starve(host, now);
                return;
            }
            dial(host, now);
        }
        if (host.needsAnotherLook()) {
            lookAgain(host);
        }
    }

    /// Makes what is wanted ahead of time, as far as there is room, and lets those go for whom that is done.
    private void warm(HostPool host, long now) {
        while (host.isCold() && host.open() < options.perHostMax() && total.isBelow()) {
            dial(host, now);
        }
        host.settleWarmUps();
    }

    private void dial(HostPool host, long now) {
        host.opens();
        total.opens();
        counts.dialling.add(1);
        host.promote(now);
        new Dialling(this, host, dialer).startIn(dials);
    }

    private void lookAgain(HostPool host) {
        if (!isClosed && lookingAgain.add(host)) {
            var _ = loop.schedule(PATIENCE_NANOS, () -> {
                lookingAgain.remove(host);
                dialFor(host, loop.nanoTime());
            });
        }
    }

    private void feedStarving(long now) {
        while (total.canFeed()) {
            HostPool host = total.feed(now);
            dialFor(host, now);
            if (total.isStarving(host)) {
                return;
            }
        }
    }

    private void forgetIfUnused(HostPool host) {
        if (host.isUnused()) {
            hosts.remove(host.target());
            total.forget(host);
        }
    }
}
