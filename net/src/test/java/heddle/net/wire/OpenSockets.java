package heddle.net.wire;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Connections of this machine as the kernel lists them.
final class OpenSockets {

    private static final String SYN_SENT = "02";

    private OpenSockets() {}

    /// Waits, on a coroutine, until no connection towards this port of the loopback is being made any more.
    static void awaitNoneTowards(int port) throws IOException {
        for (var tries = 0; tries < 200 && isConnecting(port); tries++) {
            Async.sleep(Duration.ofMillis(10));
        }
        assertThat(isConnecting(port))
                .as("a connection to port %d is still being made", port)
                .isFalse();
    }

    static boolean isConnecting(int port) throws IOException {
        var remote = ":%04X".formatted(port).toUpperCase(Locale.ROOT);
        return Files.readAllLines(Path.of("/proc/net/tcp")).stream()
                .map(line -> List.of(line.strip().split("\\s+", -1)))
                .anyMatch(words -> words.get(2).endsWith(remote) && words.get(3).equals(SYN_SENT));
    }
}
