package heddle.async.inspect;

import heddle.async.os.OsSignal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The signal that asks for the tree, as SIGQUIT asks the JVM for its threads.
public final class TreeSignal {
    private static final Logger log = LoggerFactory.getLogger(TreeSignal.class);
    private static final String PROPERTY = "heddle.async.treeSignal";
    private static boolean isAsked;

    private TreeSignal() {}

    /// Listens if the system property asks for it, once; a signal that cannot be had is a word in the log.
    public static synchronized void listenIfAsked() {
        var name = System.getProperty(PROPERTY);
        if (name == null || isAsked) {
            return;
        }
        isAsked = true;
        try {
            listen(name);
        } catch (IllegalArgumentException e) {
            log.warn("-D{}={} has no effect: {}", PROPERTY, name, e.getMessage());
        }
    }

    @SuppressWarnings("SystemOut") // as the JVM writes its threads
    static void listen(String name) {
        try {
            var _ = OsSignal.listen(name, () -> System.err.print(Inspect.text(Inspect.tree())));
        } catch (ReflectiveOperationException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalArgumentException("SIG" + name + " cannot be listened to: " + cause.getMessage(), e);
        }
    }
}
