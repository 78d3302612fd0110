package heddle.cli;

import heddle.async.os.OsSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Ctrl-C and SIGTERM while a command works: the first asks it to stop, and to leave its outputs whole; the second
/// ends the process at once.
final class Interrupts implements AutoCloseable {
    private static final List<String> SIGNALS = List.of("INT", "TERM");

    private final AtomicBoolean requested = new AtomicBoolean();
    private final List<OsSignal> listening = new ArrayList<>();

    private Interrupts() {}

    /// Listens until closed. `stop` runs once, on a thread of the JVM's.
    static Interrupts listen(Runnable stop) {
        var interrupts = new Interrupts();
        try {
            for (String name : SIGNALS) {
                interrupts.listening.add(OsSignal.listen(name, () -> interrupts.raised(stop)));
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
        listening.forEach(OsSignal::close);
    }
}
