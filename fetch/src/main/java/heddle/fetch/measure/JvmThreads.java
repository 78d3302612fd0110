package heddle.fetch.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The JVM's own threads, told apart by the names that HotSpot gives them, as Linux counts their context switches
/// in `/proc/self/task/TID/status`.
final class JvmThreads {
    private static final Path TASKS = Path.of("/proc/self/task");

    /// The kernel keeps 15 characters of a name.
    private static final List<String> COMPILERS = List.of("C1 Compiler", "C2 Compiler");

    private static final List<String> COLLECTORS =
            List.of("VM Thread", "GC Thread", "G1 ", "Shenandoah", "ZDriver", "ZWorker");
    private static final List<String> SERVICES = List.of(
            "VM Periodic",
            "Signal Disp",
            "Service Thr",
            "Monitor Defl",
            "Reference Han",
            "Finalizer",
            "Common-Cleaner",
            "Notification",
            "Attach Listen");

    private JvmThreads() {}

    /// The counts so far, and the memory that is committed now; empty where there is no such folder.
    static Optional<JvmShare> now() {
        long compiler = 0;
        long collector = 0;
        long service = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                List<String> status = status(task);
                String name = field(status, "Name:");
                long switches =
                        number(status, "voluntary_ctxt_switches:") + number(status, "nonvoluntary_ctxt_switches:");
                compiler += isOneOf(COMPILERS, name) ? switches : 0;
                collector += isOneOf(COLLECTORS, name) ? switches : 0;
                service += isOneOf(SERVICES, name) ? switches : 0;
            }
        } catch (IOException | UncheckedIOException notLinux) {
            return Optional.empty();
        }
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        return Optional.of(new JvmShare(
                compiler,
                collector,
                service,
                memory.getHeapMemoryUsage().getCommitted(),
                memory.getNonHeapMemoryUsage().getCommitted()));
    }

    /// Nothing of a thread that has ended in the meantime.
    private static List<String> status(Path task) throws IOException {
        try {
            return Files.readAllLines(task.resolve("status"));
        } catch (NoSuchFileException ended) {
            return List.of();
        }
    }

    private static boolean isOneOf(List<String> beginnings, String name) {
        return beginnings.stream().anyMatch(name::startsWith);
    }

    private static long number(List<String> status, String field) {
        String value = field(status, field);
        return value.isEmpty() ? 0 : Long.parseLong(value);
    }

    private static String field(List<String> status, String field) {
        return status.stream()
                .filter(line -> line.startsWith(field))
                .map(line -> line.substring(field.length()).strip())
                .findFirst()
                .orElse("");
    }
}
