package heddle.async;

import heddle.async.os.OsSignal;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The signal of Ctrl-C, while someone listens: the first runs something, the second ends the process. If the
/// signal was switched off for this process (`nohup`, a background job), it stays off.
final class CtrlC implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CtrlC.class);
    /// 128 and the number of the signal, as shells have it.
    private static final int STATUS = 130;

    private final Runnable first;
    private final AtomicBoolean wasPressed = new AtomicBoolean();
    private @Nullable OsSignal listening;

    private CtrlC(Runnable first) {
        this.first = first;
    }

    /// Runs `first`, on a thread of the JVM's, if the signal comes before this is closed.
    static CtrlC listen(Runnable first) {
        var key = new CtrlC(first);
        try {
            key.listening = OsSignal.listen("INT", key::pressed);
        } catch (ReflectiveOperationException e) {
            log.debug("this JVM does not tell of signals, so Ctrl-C ends the process", e);
        }
        return key;
    }

    private void pressed() {
        if (!wasPressed.compareAndSet(false, true)) {
            Runtime.getRuntime().halt(STATUS);
        }
        first.run();
    }

    @Override
    public void close() {
        if (listening != null) {
            listening.close();
        }
    }
}
