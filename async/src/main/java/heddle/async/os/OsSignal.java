package heddle.async.os;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A signal of the operating system, while someone listens.
///
/// A shutdown hook does not tell of a second signal. `sun.misc.Signal` does, and is reached by reflection because
/// the compiler warns of each use and that warning cannot be switched off. A signal that was switched off for this
/// process (`nohup`, a background job) stays off.
public final class OsSignal implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OsSignal.class);

    private final Method handle;
    private final Object signal;
    private final Object before;

    private OsSignal(Method handle, Object signal, Object before) {
        this.handle = handle;
        this.signal = signal;
        this.before = before;
    }

    /// Runs `action`, on a thread of the JVM's, whenever the signal comes, until this is closed. `name` has no
    /// `SIG`.
    ///
    /// Throws [ReflectiveOperationException] where the JVM does not tell of signals, and around the
    /// [IllegalArgumentException] of a signal that there is not, or that the JVM keeps for itself.
    public static OsSignal listen(String name, Runnable action) throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Method handle = type.getMethod("handle", type, handler);
        Object signal = type.getConstructor(String.class).newInstance(name);
        Object ours = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (_, _, _) -> {
            action.run();
            return null;
        });
        Object before = Objects.requireNonNull(handle.invoke(null, signal, ours));
        // In this order: another listener of ours takes each call, that of equals too, for its signal.
        if (handler.getField("SIG_IGN").get(null).equals(before)) {
            handle.invoke(null, signal, before);
        }
        return new OsSignal(handle, signal, before);
    }

    /// Does with the signal what was done before.
    @Override
    public void close() {
        try {
            handle.invoke(null, signal, before);
        } catch (IllegalAccessException | InvocationTargetException e) {
            log.warn("the handler of {} cannot be put back", signal, e);
        }
    }
}
