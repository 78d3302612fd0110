package heddle.client.wire;

import heddle.async.time.Seconds;
import heddle.client.options.Http2Options;
import heddle.client.trace.CloseReason;
import heddle.http.ConnectionLostException;
import heddle.http.Phase;
import heddle.http.ProtocolException;
import heddle.net.http2.ErrorCodes;
import heddle.net.http2.Multiplexer;
import heddle.net.http2.MultiplexerEvents;
import heddle.net.http2.MultiplexerLimits;
import heddle.net.wire.Dialed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A connection that speaks HTTP/2: each lease is a stream of it, as many at once as the server allows. Used on
/// the I/O thread.
///
/// Leases end when their streams do, and go back to the pool when what was read or written is settled. One
/// deadline is watched for all of them: the earliest. While leases are out and nothing comes, a ping asks whether
/// the server is still there; if it is not, all of them fail at once.
final class Http2Connection extends Connection implements MultiplexerEvents {
    private final Pool pool;
    private final Http2Options options;
    private final Multiplexer multiplexer;
    private final List<Http2Lease> leases = new ArrayList<>();

    /// Those that something has come for since it was last settled.
    private final List<Http2Lease> touched = new ArrayList<>();

    private final Watch watch;
    private final Pulse pulse;
    private long watchedUntil = PhaseLimits.NEVER;
    private boolean hasGrant;
    private boolean hasAnswered;
    private @Nullable CloseReason retired;
    private boolean isClosed;

    /// Whether leases have ended, or the server allows more or fewer of them.
    private boolean isChanged;

    /// What the server said when it went away, to stand in parentheses.
    private String farewell = "";

    private Http2Connection(Pool pool, Dialling dial, Dialed dialed) {
        super(pool, dial, dialed);
        this.pool = pool;
        options = pool.http2();
        watch = new Watch(pool.loop(), this::expired);
        multiplexer = Multiplexer.client(pool.loop(), grant(pool), this);
        pulse = new Pulse(pool.loop(), options, multiplexer, this::silent);
    }

    private static MultiplexerLimits grant(Pool pool) {
        Http2Options options = pool.http2();
        return new MultiplexerLimits(
                options.streamWindowBytes(),
                options.connectionWindowBytes(),
                0,
                pool.limits().headBytesMax(),
                pool.limits().headerLinesMax());
    }

    static Http2Connection open(Pool pool, Dialling dial, Dialed dialed) {
        var connection = new Http2Connection(pool, dial, dialed);
        dialed.channel().pipeline().addLast(connection.multiplexer);
        return connection;
    }

    Pool pool() {
        return pool;
    }

    Multiplexer multiplexer() {
        return multiplexer;
    }

    @Override
    int room() {
        if (isClosed || retired != null) {
            return 0;
        }
        int granted = hasGrant ? multiplexer.streamsMax() : HostPool.STREAMS_EXPECTED;
        return Math.max(0, Math.min(granted, options.streamsMax()) - leases.size());
    }

    @Override
    boolean isUnused() {
        return leases.isEmpty();
    }

    @Override
    List<Transfer> transfers() {
        return leases.stream()
                .filter(Http2Lease::isTravelled)
                .map(Http2Lease::transfer)
                .toList();
    }

    @Override
    void begin(Transfer transfer, long now) {
        var lease = new Http2Lease(this, transfer);
        transfer.served(lease, now, !hasAnswered && !hasRested());
        pool.counts().transfers.add(1);
        add(lease);
        pulse.start(now);
        lease.begin(now);
        if (room() == 0) {
            host().learnStreamsMax(leases.size());
        }
        CloseReason retirement = multiplexer.isExhausted() ? CloseReason.STREAMS_USED_UP : retirement(now);
        if (retirement != null) {
            retire(retirement);
        }
    }

    @Override
    void closeAt(long deadline, long now) {
        pulse.stop();
        watchUntil(deadline, now);
    }

    @Override
    void retire(CloseReason reason) {
        if (retired == null) {
            retired = reason;
            pool.retires(this);
            closeIfDone();
        }
    }

    @Override
    void close(CloseReason reason) {
        if (!isClosed) {
            isClosed = true;
            signal().closed(reason);
            watch.stop();
            pulse.stop();
            failAll(() -> new ConnectionLostException(Phase.READ, "the client closed the connection" + farewell, null));
            pool.closed(this, reason);
            multiplexer.close();
        }
    }

    // ---- leases

    private void add(Http2Lease lease) {
        lease.index = leases.size();
        leases.add(lease);
    }

    /// The stream of a lease counts no more.
    void ended(Http2Lease lease) {
        Http2Lease last = leases.removeLast();
        if (last != lease) {
            leases.set(lease.index, last);
            last.index = lease.index;
        }
        isChanged = true;
    }

    void touch(Http2Lease lease) {
        touched.add(lease);
    }

    /// A response has begun.
    void answers() {
        hasAnswered = true;
    }

    /// Nobody but this watches for a deadline of a lease.
    void watchUntil(long deadline, long now) {
        if (deadline < watchedUntil) {
            watchedUntil = deadline;
            watch.until(deadline, now);
        }
    }

    private void expired() {
        long now = pool.loop().nanoTime();
        watchedUntil = PhaseLimits.NEVER;
        if (isIdle()) {
            if (now < idleUntil()) {
                closeAt(idleUntil(), now);
            } else {
                close(staleness(now));
            }
            return;
        }
        for (Http2Lease lease : List.copyOf(leases)) {
            lease.expireAt(now);
            watchUntil(lease.deadline(), now);
        }
    }

    private void silent() {
        String waited = "no answer to a ping within " + Seconds.text(options.pingTimeout());
        failAll(() -> new ConnectionLostException(Phase.READ, waited, null));
        close(CloseReason.PING_UNANSWERED);
    }

    /// Those whose answers are whole, and wait for nothing but the end of the read that brought them, are not failed:
    /// the connection may be closed before that end comes.
    private void failAll(Fault fault) {
        long now = pool.loop().nanoTime();
        for (Http2Lease lease : List.copyOf(touched)) {
            lease.settle(now);
        }
        for (Http2Lease lease : List.copyOf(leases)) {
            lease.lost(fault);
        }
    }

    private void closeIfDone() {
        CloseReason reason = retired;
        if (reason != null && leases.isEmpty()) {
            close(reason);
        }
    }

    // ---- what the multiplexer tells

    @Override
    public void granted() {
        hasGrant = true;
        isChanged = true;
    }

    @Override
    public void answered() {
        pulse.answered();
    }

    @Override
    public void goingAway(int last, long code, String reason) {
        farewell = " (GOAWAY, %s%s)".formatted(ErrorCodes.name(code), reason.isEmpty() ? "" : ": " + reason);
        for (Http2Lease lease : List.copyOf(leases)) {
            if (lease.id() > last) {
                lease.unprocessed(code, "the server went away before it took the request" + farewell);
            }
        }
        isChanged = true;
        retire(CloseReason.GOING_AWAY);
    }

    @Override
    public void failed(String reason, @Nullable Throwable cause) {
        failAll(() -> new ProtocolException(Phase.READ, "HTTP/2 broke down: " + reason, cause));
        close(CloseReason.BROKEN);
    }

    @Override
    public void settle() {
        if (!touched.isEmpty()) {
            long now = pool.loop().nanoTime();
            pulse.heard(now);
            for (Http2Lease lease : touched) {
                lease.settle(now);
            }
            touched.clear();
        }
        if (isChanged && !isClosed) {
            isChanged = false;
            if (retired != null) {
                closeIfDone();
            } else {
                pool.release(this, pool.loop().nanoTime(), pool.idleNanos());
            }
        }
    }

    @Override
    public void gone(@Nullable Throwable cause) {
        failAll(() -> DialFaults.lost(host().target(), pool.net(), Phase.READ, "closed" + farewell, cause));
        close(cause == null ? CloseReason.PEER_CLOSED : CloseReason.BROKEN);
    }

    @Override
    String state() {
        return isClosed ? "closed" : isIdle() ? "idle" : retired != null ? "retired" : leases.size() + " streams";
    }
}
