package heddle.client.wire;

import heddle.async.TaskGroup;
import heddle.async.loop.Loop;
import heddle.async.task.Action;
import heddle.client.signal.ConnectionSignal;
import heddle.net.DialException;
import heddle.net.wire.Dialed;
import heddle.net.wire.Dialer;

/// One connection in the making: a task of the pool that dials in a straight line and tells the pool how that
/// ended.
///
/// It belongs to no request, and ends with the pool. Whoever is first in the queue when the connection is there
/// gets it, and a request that gives up takes nothing away from those behind it.
final class Dialling implements Action<RuntimeException> {
    private final Pool pool;
    private final HostPool host;
    private final Dialer dialer;
    private final ConnectionSignal signal;

    Dialling(Pool pool, HostPool host, Dialer dialer) {
        this.pool = pool;
        this.host = host;
        this.dialer = dialer;
        signal = new ConnectionSignal(pool.listeners(), pool.loop());
    }

    HostPool host() {
        return host;
    }

    /// Tells what happens to the connection.
    ConnectionSignal signal() {
        return signal;
    }

    void startIn(TaskGroup group) {
        var _ = group.start("dial " + host.target().host(), this);
    }

    @Override
    public void run() {
        Loop loop = pool.loop();
        long started = loop.nanoTime();
        signal.dialling(host.target());
        try {
            Dialed dialed = dialer.dial(host.target(), signal);
            loop.execute(() -> pool.dialled(this, dialed));
        } catch (DialException reason) {
            long elapsed = loop.nanoTime() - started;
            loop.execute(() -> pool.dialFailed(this, () -> DialFaults.translate(reason, pool.net(), elapsed)));
        } catch (Throwable reason) {
            loop.execute(() -> pool.dialFailed(this, () -> DialFaults.unexpected(host.target(), reason)));
        }
    }
}
