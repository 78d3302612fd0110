package heddle.fetch.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// The numbers in Linux's `/proc/self/status` (proc_pid_status(5)); absent everywhere else.
public final class ProcStatus {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path CLEAR_REFS = Path.of("/proc/self/clear_refs");
    private static final String RESET_PEAK = "5";
    private static final long KIB = 1024;

    private ProcStatus() {}

    /// Resident memory now.
    public static OptionalLong residentBytes() {
        return kibibytes("VmRSS:");
    }

    /// The most resident memory since the process started, or since [#resetPeak].
    public static OptionalLong peakBytes() {
        return kibibytes("VmHWM:");
    }

    /// Starts the count of the peak anew. Without the right to, the peak stays that of the process's whole life.
    static void resetPeak() {
        try {
            Files.writeString(CLEAR_REFS, RESET_PEAK);
        } catch (IOException unsupported) {
            // The peak of the whole life is still true of the process, only less telling.
        }
    }

    private static OptionalLong kibibytes(String field) {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(field))
                    .map(line ->
                            line.substring(field.length()).replace("kB", "").strip())
                    .mapToLong(number -> Long.parseLong(number) * KIB)
                    .findFirst();
        } catch (IOException notLinux) {
            return OptionalLong.empty();
        }
    }
}
