package heddle.client.wire;

import heddle.client.trace.CloseReason;
import java.util.LinkedHashSet;

/// The limit over all hosts of a pool: how many connections there are, which of them are idle and may be closed for
/// others, and which hosts wait for nothing but room. Used on the I/O thread.
final class TotalLimit {
    private final int connectionsMax;
    private final PoolCounts counts;
    private final IdleConnections idle = new IdleConnections();

    /// Hosts with transfers that only this limit keeps waiting, the longest waiting first.
    private final LinkedHashSet<HostPool> starving = new LinkedHashSet<>();

    private int open;
    private long starvingSince;

    TotalLimit(int connectionsMax, PoolCounts counts) {
        this.connectionsMax = connectionsMax;
        this.counts = counts;
    }

    /// A connection is being made.
    void opens() {
        open++;
        counts.open.add(1);
    }

    /// A connection, or the attempt to make one, is no more.
    void closed() {
        open--;
        counts.open.add(-1);
    }

    void rests(Connection connection) {
        idle.add(connection);
        counts.idle.add(1);
    }

    /// An idle connection is idle no more.
    void leavesIdle(Connection connection) {
        idle.remove(connection);
        counts.idle.add(-1);
    }

    /// Whether one more connection may be made without closing another.
    boolean isBelow() {
        return open < connectionsMax;
    }

    /// Whether one more connection may be made, at most after closing an idle one.
    boolean isReachable() {
        return isBelow() || idle.oldest() != null;
    }

    /// The same, after closing the one that has been idle longest, if need be.
    boolean makeRoom() {
        Connection oldest = idle.oldest();
        if (!isBelow() && oldest != null) {
            oldest.close(CloseReason.EVICTED);
        }
        return isBelow();
    }

    // ---- hosts that starve

    void starve(HostPool host, long now) {
        if (starving.isEmpty()) {
            starvingSince = now;
        }
        starving.add(host);
    }

    boolean isStarving(HostPool host) {
        return starving.contains(host);
    }

    /// Whether others than this host have been starving for too long.
    boolean isOverdue(HostPool host, long now) {
        return !starving.isEmpty() && now - starvingSince > Pool.PATIENCE_NANOS && !starving.contains(host);
    }

    /// Whether a host starves for which there may be room.
    boolean canFeed() {
        return !starving.isEmpty() && isReachable();
    }

    /// The host that has been starving longest, of which there is one; it does not any more.
    HostPool feed(long now) {
        starvingSince = now;
        return starving.removeFirst();
    }

    void forget(HostPool host) {
        starving.remove(host);
    }

    void forgetAll() {
        starving.clear();
    }

    @Override
    public String toString() {
        return "open=%d, idle=%d, starving=%d".formatted(open, idle.size(), starving.size());
    }
}
