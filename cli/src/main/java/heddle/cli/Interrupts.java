package heddle.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/// Ctrl-C and SIGTERM while a command works: the first asks it to stop, and to leave its outputs whole; the second
/// ends the process at once.
///
/// A shutdown hook could not do this: the JVM does not tell it about the second signal. `sun.misc.Signal` does, and
/// is reached by reflection because the compiler warns of each use and that warning cannot be switched off. Signals
/// that the caller has switched off (`nohup`, a background job) stay off.
final class Interrupts implements AutoCloseable {
    private static final List<String> SIGNALS = List.of("INT", "TERM");

    private final AtomicBoolean requested = new AtomicBoolean();
    private final List<Undo> undo = new ArrayList<>();

    private record Undo(Method handle, Object signal, Object before) {}

    private Interrupts() {}

    /// Listens until closed. `stop` runs once, on a thread of the JVM's.
    static Interrupts listen(Runnable stop) {
        var interrupts = new Interrupts();
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ignored = handler.getField("SIG_IGN").get(null);
            Object raised = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (_, _, _) -> {
                interrupts.raised(stop);
                return null;
            });
            Method handle = signal.getMethod("handle", signal, handler);
            for (String name : SIGNALS) {
                Object one = signal.getConstructor(String.class).newInstance(name);
                Object before = Objects.requireNonNull(handle.invoke(null, one, raised));
                if (before.equals(ignored)) {
                    handle.invoke(null, one, ignored);
                }
                interrupts.undo.add(new Undo(handle, one, before));
            }
        } catch (ReflectiveOperationException notToldOfSignals) {
            // Another JVM, or one told to leave signals alone (-Xrs): the default applies, the process ends.
        }
        return interrupts;
    }

    /// Whether the user asked to stop.
    boolean isRequested() {
        return requested.get();
    }

    private void raised(Runnable stop) {
        if (!requested.compareAndSet(false, true)) {
            Runtime.getRuntime().halt(ExitCode.FORCED.number());
        }
        stop.run();
    }

    @Override
    public void close() {
        for (Undo each : undo) {
            try {
                each.handle.invoke(null, each.signal, each.before);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
