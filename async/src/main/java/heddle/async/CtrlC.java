package heddle.async;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The signal of Ctrl-C, while someone listens: the first runs something, the second ends the process.
///
/// A shutdown hook could not do this: the JVM does not tell it about the second signal. `sun.misc.Signal` does, and
/// is reached by reflection because the compiler warns of each use and that warning cannot be switched off. If the
/// signal was switched off for this process (`nohup`, a background job), it stays off.
final class CtrlC implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CtrlC.class);
    /// 128 and the number of the signal, as shells have it.
    private static final int STATUS = 130;

    private final Runnable first;
    private final AtomicBoolean wasPressed = new AtomicBoolean();
    private @Nullable Undo undo;

    private record Undo(Method handle, Object signal, Object before) {}

    private CtrlC(Runnable first) {
        this.first = first;
    }

    /// Runs `first`, on a thread of the JVM's, if the signal comes before this is closed.
    static CtrlC listen(Runnable first) {
        var listening = new CtrlC(first);
        try {
            listening.undo = listening.install();
        } catch (ReflectiveOperationException e) {
            log.debug("this JVM does not tell of signals, so Ctrl-C ends the process", e);
        }
        return listening;
    }

    private Undo install() throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Method handle = type.getMethod("handle", type, handler);
        Object signal = type.getConstructor(String.class).newInstance("INT");
        Object ours = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (_, _, _) -> {
            pressed();
            return null;
        });
        Object before = Objects.requireNonNull(handle.invoke(null, signal, ours));
        if (before.equals(handler.getField("SIG_IGN").get(null))) {
            handle.invoke(null, signal, before);
        }
        return new Undo(handle, signal, before);
    }

    private void pressed() {
        if (!wasPressed.compareAndSet(false, true)) {
            Runtime.getRuntime().halt(STATUS);
        }
        first.run();
    }

    @Override
    public void close() {
        if (undo == null) {
            return;
        }
        try {
            undo.handle.invoke(null, undo.signal, undo.before);
        } catch (ReflectiveOperationException e) {
            log.warn("the handler of Ctrl-C cannot be put back", e);
        }
    }
}
