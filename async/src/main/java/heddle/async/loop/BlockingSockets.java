package heddle.async.loop;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the JDK's own blocking sockets off our loops.
///
/// `sun.nio.ch.Poller` wakes virtual threads that block on a JDK socket. Its sub-pollers are virtual threads that
/// inherit the scheduler of whichever thread blocks first: if that is a coroutine they end with its loop, and no
/// virtual thread of this JVM can read from a socket any more. So the first is a platform thread.
///
/// A JVM that ends waits 0.3 s for a thread in native code, and the poller's is. A program whose coroutines block
/// on no socket of the JDK's may therefore leave the poller out: `-Dheddle.async.blockingSockets=false`.
final class BlockingSockets {
    private static final String SWITCH = "heddle.async.blockingSockets";
    private static final Logger log = LoggerFactory.getLogger(BlockingSockets.class);

    private BlockingSockets() {}

    /// Starts the JDK's pollers on the JVM's scheduler, unless they run already. Call it on a platform thread.
    static void initialise() {
        if ("false".equals(System.getProperty(SWITCH))) {
            return;
        }
        try {
            Class.forName("sun.nio.ch.Poller"); // initialising is starting
        } catch (ClassNotFoundException | LinkageError e) {
            log.debug("the JDK's socket pollers cannot be started beforehand", e);
        }
    }
}
