package heddle.cli.os;

import heddle.async.os.OsSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Ctrl-C and SIGTERM while a command works: the first asks it to stop, and to leave its outputs whole; the second
/// ends the process at once.
public final class Interrupts implements AutoCloseable {
    private static final List<String> SIGNALS = List.of("INT", "TERM");

    private final AtomicBoolean requested = new AtomicBoolean();
    private final List<OsSignal> listening = new ArrayList<>();

    private final int forcedExitCode;

    private Interrupts(int forcedExitCode) {
        this.forcedExitCode = forcedExitCode;
    }

    /// Listens until closed. `stop` runs once, on a thread of the JVM's; the second signal ends the process with this
    /// exit code.
    public static Interrupts listen(int forcedExitCode, Runnable stop) {
        var interrupts = new Interrupts(forcedExitCode);
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
    public boolean isRequested() {
        return requested.get();
    }

    private void raised(Runnable stop) {
        if (!requested.compareAndSet(false, true)) {
            Runtime.getRuntime().halt(forcedExitCode);
        }
        stop.run();
    }

    @Override
    public void close() {
        listening.forEach(OsSignal::close);
    }
}
