package heddle.client.wire;

import java.io.Serial;
import java.util.concurrent.atomic.AtomicLong;

/// What a pool counts: written by its I/O thread, read by any.
public final class PoolCounts {
    final Tally open = new Tally();
    final Tally idle = new Tally();
    final Tally dialling = new Tally();
    final Tally waiting = new Tally();
    final Tally dialled = new Tally();
    final Tally transfers = new Tally();
    final Tally reused = new Tally();
    final Tally retired = new Tally();

    /// Connections, idle ones and those in the making among them.
    public long open() {
        return open.get();
    }

    /// Connections without an exchange.
    public long idle() {
        return idle.get();
    }

    /// Connections in the making.
    public long dialling() {
        return dialling.get();
    }

    /// Exchanges that wait for a connection.
    public long waiting() {
        return waiting.get();
    }

    /// Connections made so far.
    public long dialled() {
        return dialled.get();
    }

    /// Requests that were put on a connection so far.
    public long transfers() {
        return transfers.get();
    }

    /// Those among them that went over a connection which had served before.
    public long reused() {
        return reused.get();
    }

    /// Connections that were replaced only because of their age, or of what they had served.
    public long retired() {
        return retired.get();
    }

    /// A number that one thread changes and every thread may read: no more than a plain store where it is counted.
    static final class Tally extends AtomicLong {
        @Serial
        private static final long serialVersionUID = 1L;

        void add(long more) {
            setRelease(getPlain() + more);
        }
    }
}
