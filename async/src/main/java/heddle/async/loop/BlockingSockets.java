package heddle.async.loop;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the JDK's own blocking sockets off our loops.
///
/// `sun.nio.ch.Poller` wakes virtual threads that block on a JDK socket. Its sub-pollers are virtual threads that
/// inherit the scheduler of whichever thread blocks first: if that is a coroutine they end with its loop, and no
/// virtual thread of this JVM can read from a socket any more. So the first is a platform thread.
final class BlockingSockets {
    private static final Logger log = LoggerFactory.getLogger(BlockingSockets.class);

    private BlockingSockets() {}

    /// Starts the JDK's pollers on the JVM's scheduler, unless they run already. Call it on a platform thread.
    static void initialise() {
        try {
            Class.forName("sun.nio.ch.Poller"); // initialising is starting
        } catch (ClassNotFoundException | LinkageError e) {
            log.debug("the JDK's socket pollers cannot be started beforehand", e);
        }
    }
}
