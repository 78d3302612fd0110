package heddle.async.loop;

import heddle.async.time.Time;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ManualIoEventLoop;
import io.netty.util.concurrent.Ticker;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Netty's event loop as the reactor drives it: it does not sleep while coroutines are ready, and it reads our
/// time.
final class EventLoop extends ManualIoEventLoop {
    private final Reactor reactor;

    EventLoop(Reactor reactor, IoHandlerFactory handlers, Time time) {
        super(null, null, handlers, new LoopTicker(time));
        this.reactor = reactor;
    }

    @Override
    protected boolean canBlock() {
        return reactor.maySleep();
    }

    /// When Netty's own next timer is due, on the loop's clock; null if there is none. Confined to the I/O thread.
    @Nullable Long nextDeadline() {
        long deadline = nextScheduledTaskDeadlineNanos();
        return deadline == -1 ? null : Long.valueOf(deadline + ((LoopTicker) ticker()).originNanos);
    }

    /// Lets Netty's clock move with each look at it. It waits for that when it shuts down, and virtual time stands
    /// still.
    void drift() {
        ((LoopTicker) ticker()).isDrifting = true;
    }

    /// Our time as Netty wants it: counted from the start of the loop.
    private static final class LoopTicker implements Ticker {
        private final Time time;
        private final long originNanos;
        private boolean isDrifting;
        private long driftNanos;

        LoopTicker(Time time) {
            this.time = time;
            this.originNanos = time.nanoTime();
        }

        @Override
        public long initialNanoTime() {
            return 0;
        }

        @Override
        public long nanoTime() {
            if (isDrifting) {
                driftNanos++;
            }
            return time.nanoTime() - originNanos + driftNanos;
        }

        @Override
        public void sleep(long delay, TimeUnit unit) {
            throw new UnsupportedOperationException("an event loop must not sleep");
        }
    }
}
