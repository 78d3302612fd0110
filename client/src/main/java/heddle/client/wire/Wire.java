package heddle.client.wire;

import heddle.async.loop.Loop;
import heddle.client.signal.ExchangeSignal;
import heddle.client.warmup.WarmUp;
import heddle.net.wire.Dialer;
import heddle.net.wire.Target;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The door to the hidden half of a session: requests go in, transfers come out. There is a pool for each loop that
/// the session is used on.
///
/// Safe for use from any coroutine; [#close] and [#counts] from any thread.
public final class Wire implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Wire.class);

    private final WireOptions options;
    private final Dialer dialer;
    private final Map<Loop, Pool> pools = new ConcurrentHashMap<>();
    /// The same, in the order they were opened.
    private final Queue<Pool> opened = new ConcurrentLinkedQueue<>();
    private volatile boolean isClosed;

    /// With no connection yet.
    public Wire(WireOptions options) {
        this.options = options;
        this.dialer = new Dialer(options.net());
    }

    /// Hands a request to the pool of the calling coroutine's loop, and has `signal` tell of it. Does not park.
    ///
    /// Throws [IllegalStateException] outside a coroutine, and when the session is closed.
    public Transfer send(WireRequest request, ExchangeSignal signal) {
        Pool pool = pool();
        var transfer = new Transfer(pool, request, signal);
        signal.begun();
        pool.loop().execute(transfer);
        return transfer;
    }

    /// As [#send], but not on a connection that is idle now: those to this target are closed first, because one of
    /// them has just turned out to be dead.
    public Transfer sendAnew(WireRequest request, ExchangeSignal signal) {
        Pool pool = pool();
        var transfer = new Transfer(pool, request, signal);
        signal.begun();
        pool.loop().execute(() -> {
            pool.closeIdle(request.target());
            transfer.run();
        });
        return transfer;
    }

    /// Makes connections ahead of time in the pool of the calling coroutine's loop, and returns how many there are to
    /// that target then. Parks; throws why one could not be made.
    ///
    /// Throws [IllegalStateException] outside a coroutine, and when the session is closed.
    public int warmUp(Target target, int connections) {
        Pool pool = pool();
        var warmUp = new WarmUp(connections);
        pool.loop().execute(() -> pool.warmUp(target, warmUp));
        try {
            return warmUp.await();
        } catch (Throwable reason) {
            pool.loop().execute(() -> pool.giveUp(target, warmUp));
            throw reason;
        }
    }

    /// What each pool has counted.
    public List<PoolCounts> counts() {
        return opened.stream().map(Pool::counts).toList();
    }

    /// Fails every exchange that has not ended, and closes every connection; each loop does so as soon as it can. A
    /// response that was neither read to its end nor closed is reported in the log.
    @Override
    public void close() {
        isClosed = true;
        opened.forEach(Wire::close);
    }

    private static void close(Pool pool) {
        try {
            pool.loop().execute(() -> OpenPools.of(pool.loop()).close(pool));
        } catch (RejectedExecutionException _) {
            log.debug("the loop of {} has ended, and its connections with it", pool);
        }
    }

    private Pool pool() {
        if (isClosed) {
            throw Pool.sessionClosed();
        }
        Loop loop = Loop.current();
        Pool known = pools.get(loop);
        return known != null ? known : pools.computeIfAbsent(loop, this::open);
    }

    /// The session may be closed while this goes on: who closed it has either seen the pool, or is seen
    /// here.
    Pool open(Loop loop) {
        var pool = new Pool(loop, dialer, options);
        opened.add(pool);
        OpenPools.of(loop).add(pool);
        if (isClosed) {
            close(pool);
        }
        return pool;
    }
}
