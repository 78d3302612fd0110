package heddle.client.wire;

import heddle.client.signal.ConnectionSignal;
import heddle.client.trace.CloseReason;
import heddle.client.trace.LeaseOrigin;
import heddle.http.HttpVersion;
import heddle.net.wire.DialTimes;
import heddle.net.wire.Dialed;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.SocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One connection to a server, as its pool sees it: it gives leases, one at a time or many at once, and is idle while
/// it has given none. Used on the I/O thread.
///
/// Which pools hold it and where is the pool's business, and noted here so that it costs no look-up.
abstract class Connection extends ChannelInboundHandlerAdapter {
    private final HostPool host;
    private final ConnectionSignal signal;
    private final Dialed dialed;

    /// Neighbours among the idle connections of the pool, which alone touches them.
    @Nullable Connection older;

    @Nullable Connection newer;

    /// Whether it stands among those of its host that can give a lease; the host's to change.
    boolean isOffered;

    /// Whether it gives no more leases, though it still has some; the host's, too.
    boolean isRetiring;

    private final long servesUntil;
    private int leasesLeft;
    private boolean hasLent;
    private boolean hasRested;
    private boolean isIdle;
    private long idleUntil;

    Connection(Pool pool, Dialling dial, Dialed dialed) {
        this.host = dial.host();
        this.signal = dial.signal();
        this.dialed = dialed;
        servesUntil = pool.loop().nanoTime() + pool.lifetimeNanos();
        leasesLeft = pool.options().requestsMax();
    }

    /// A connection that was just made, by the version of HTTP that was agreed on. It reads nothing before [#listen].
    static Connection open(Pool pool, Dialling dial, Dialed dialed) {
        boolean isHttp2 = dial.host().speaksHttp2(dialed);
        dial.signal().opened(dialed, isHttp2 ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1);
        return isHttp2 ? Http2Connection.open(pool, dial, dialed) : Http1Connection.open(pool, dial, dialed);
    }

    /// Reads from now on. What the server has sent already is dealt with before this returns, and may close it: it is
    /// in its pool by now.
    final void listen() {
        dialed.channel().config().setAutoRead(true);
    }

    final HostPool host() {
        return host;
    }

    /// Tells what happens to it.
    final ConnectionSignal signal() {
        return signal;
    }

    final DialTimes times() {
        return dialed.times();
    }

    final SocketAddress remote() {
        return dialed.remote();
    }

    final boolean isIdle() {
        return isIdle;
    }

    /// Until when an idle connection may be so.
    final long idleUntil() {
        return idleUntil;
    }

    /// Whether it has given a lease yet.
    final boolean hasLent() {
        return hasLent;
    }

    /// Whether it has been idle: its peer may have closed it without a sign that has come.
    final boolean hasRested() {
        return hasRested;
    }

    /// What the next lease will be of.
    final LeaseOrigin origin() {
        if (!hasLent) {
            return hasRested ? LeaseOrigin.WARM : LeaseOrigin.OPENED;
        }
        if (isIdle) {
            return LeaseOrigin.IDLE;
        }
        return isUnused() ? LeaseOrigin.HANDED_ON : LeaseOrigin.SHARED;
    }

    /// Counts one more lease, which may be the last that it may give.
    final void countLease() {
        hasLent = true;
        leasesLeft--;
    }

    /// Whether a connection may serve once more.
    final boolean isFresh(long now) {
        return retirement(now) == null
                && (!isIdle || now < idleUntil)
                && dialed.channel().isActive();
    }

    /// Why one that is not fresh is so.
    final CloseReason staleness(long now) {
        CloseReason retirement = retirement(now);
        if (retirement != null) {
            return retirement;
        }
        return isIdle && now >= idleUntil ? CloseReason.IDLE_TOO_LONG : CloseReason.PEER_CLOSED;
    }

    /// Why it is to give no more leases although nothing is wrong with it; null if it may go on.
    final @Nullable CloseReason retirement(long now) {
        if (leasesLeft == 0) {
            return CloseReason.REQUESTS_USED_UP;
        }
        return now >= servesUntil ? CloseReason.LIFETIME_OVER : null;
    }

    /// How many leases it can give now; none once it is closed or about to be.
    abstract int room();

    /// Whether it has given no lease.
    abstract boolean isUnused();

    /// Gives a lease to a transfer, which begins to travel.
    abstract void begin(Transfer transfer, long now);

    /// Who travels on it now.
    abstract List<Transfer> transfers();

    /// Goes idle, for so long at most, or until it may serve no more.
    void rest(long now, long idleNanos) {
        isIdle = true;
        hasRested = true;
        idleUntil = Math.min(now + idleNanos, servesUntil);
        closeAt(idleUntil, now);
    }

    /// Is idle no more.
    void wake() {
        isIdle = false;
    }

    /// Closes itself then, if it is still idle.
    abstract void closeAt(long deadline, long now);

    /// Gives no more leases, and closes when those it has given have ended.
    abstract void retire(CloseReason reason);

    /// Closes it and tells the pool and whoever listens, once.
    abstract void close(CloseReason reason);

    /// Its state in a word.
    abstract String state();

    @Override
    public final String toString() {
        return "%s[%s, %s]".formatted(getClass().getSimpleName(), remote(), state());
    }
}
