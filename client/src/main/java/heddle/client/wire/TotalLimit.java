package heddle.client.wire;

import heddle.client.trace.CloseReason;
import java.util.LinkedHashMap;
import java.util.Objects;

/// The limit over all hosts of a pool: how many connections there are, which of them are idle and may be closed for
/// others, and which hosts wait for nothing but room. Used on the I/O thread.
final class TotalLimit {
    private final int connectionsMax;
    private final PoolCounts counts;
    private final IdleConnections idle = new IdleConnections();

    /// Hosts with transfers that only this limit keeps waiting, and since when none of theirs has been served, the
    /// longest waiting first.
    private final LinkedHashMap<HostPool, Long> starving = new LinkedHashMap<>();

    private int open;
    private long fedAt;

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
            fedAt = now;
        }
        starving.putIfAbsent(host, now);
    }

    /// Those who wait for a host have been served by a connection that it has.
    void served(HostPool host, long now) {
        if (starving.remove(host) != null) {
            starving.put(host, now);
        }
    }

    boolean isStarving(HostPool host) {
        return starving.containsKey(host);
    }

    /// Whether another host has been starving for so long that it is to have a connection of this one. Of a host that
    /// starves itself, only if the other has none at all.
    boolean isOverdue(HostPool host, long now) {
        var longest = starving.firstEntry();
        if (longest == null || longest.getKey().equals(host)) {
            return false;
        }
        boolean isDue = !isStarving(host) || longest.getKey().open() == 0;
        return isDue && now - longest.getValue() > Pool.PATIENCE_NANOS && now - fedAt > Pool.PATIENCE_NANOS;
    }

    /// Whether a host starves for which there may be room.
    boolean canFeed() {
        return !starving.isEmpty() && isReachable();
    }

    /// The host that has been starving longest, of which there is one; it does not any more.
    HostPool feed(long now) {
        fedAt = now;
        return Objects.requireNonNull(starving.pollFirstEntry()).getKey();
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
