package heddle.client.options;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How many files this process may open, read once from `/proc/self/limits`: asking the JDK for it would load all
/// of its management code.
final class OpenFiles {
    private static final int UNKNOWN = 1024;
    private static final int CONNECTIONS_MAX = 65_536;
    private static final int OTHERS_MIN = 96;
    private static final int CONNECTIONS = connections(read(Path.of("/proc/self/limits")));

    private OpenFiles() {}

    /// Three quarters of the limit, within 16 to 65,536, and 96 less than the limit where that is fewer; the
    /// rest is for everything else the process does.
    static int connections() {
        return CONNECTIONS;
    }

    static int connections(long limit) {
        return Math.clamp(limit - Math.max(OTHERS_MIN, limit / 4), 16, CONNECTIONS_MAX);
    }

    /// The soft limit that the file states; 1,024 where there is no such file or no number in it.
    static long read(Path limits) {
        try {
            for (String line : Files.readAllLines(limits)) {
                if (line.startsWith("Max open files")) {
                    return softLimit(line.split("\\s+"));
                }
            }
        } catch (IOException _) {
            return UNKNOWN;
        }
        return UNKNOWN;
    }

    /// Of `Max open files 1024 524288 files`, the fourth word.
    private static long softLimit(String[] words) {
        if (words.length > 3 && words[3].equals("unlimited")) {
            return Integer.MAX_VALUE;
        }
        return words.length > 3 && words[3].matches("\\d{1,18}") ? Long.parseLong(words[3]) : UNKNOWN;
    }
}
