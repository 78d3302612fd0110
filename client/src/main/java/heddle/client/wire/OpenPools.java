package heddle.client.wire;

import heddle.async.loop.Loop;
import heddle.async.loop.LoopLocal;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The pools of one loop that are open: the end of the loop closes those whose sessions outlive it. What a pool had
/// to cut short when it closed is told in the log.
final class OpenPools implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OpenPools.class);
    private static final LoopLocal<OpenPools> LOCAL = LoopLocal.of(OpenPools::new);

    /// In the order they were opened, so that they close in the same order each time.
    private final Queue<Pool> pools = new ConcurrentLinkedQueue<>();

    private OpenPools() {}

    /// Those of that loop. Any thread.
    static OpenPools of(Loop loop) {
        return loop.local(LOCAL);
    }

    void add(Pool pool) {
        pools.add(pool);
    }

    /// Its session closes it. On the I/O thread.
    void close(Pool pool) {
        pools.remove(pool);
        report("a session was closed too early", pool.close());
    }

    /// The loop ends. On the I/O thread.
    @Override
    public void close() {
        for (Pool pool : pools) {
            report("a run ended too early", pool.close());
        }
        pools.clear();
    }

    private static void report(String event, List<String> leftovers) {
        for (String leftover : leftovers) {
            log.warn("{}: {}", event, leftover);
        }
    }
}
