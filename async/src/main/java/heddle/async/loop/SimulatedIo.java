package heddle.async.loop;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The poll of a simulated loop: there is nothing to poll, so its I/O thread parks until someone wakes it.
///
/// Simulated channels need no registration; what happens to them comes as timers and tasks of their loop.
final class SimulatedIo implements IoHandler {
    private final Simulator simulator;
    private volatile @Nullable Thread sleeper;

    SimulatedIo(Simulator simulator) {
        this.simulator = simulator;
    }

    @Override
    public int run(IoHandlerContext context) {
        if (context.canBlock()) {
            sleeper = Thread.currentThread();
            LockSupport.park(this);
            sleeper = null;
        }
        return 0;
    }

    @Override
    public void wakeup() {
        var thread = sleeper;
        if (!simulator.isOnThread()) {
            simulator.noteForeign();
        }
        if (thread != null) {
            sleeper = null;
            LockSupport.unpark(thread);
        }
    }

    @Override
    public IoRegistration register(IoHandle handle) {
        throw new UnsupportedOperationException("a simulated loop drives simulated channels only, not " + handle);
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return false;
    }
}
