package heddle.net.stream;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.async.TaskGroup;
import heddle.async.stream.BrokenStreamException;
import heddle.async.stream.StreamClosedException;
import heddle.async.task.Action;
import heddle.net.DialException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Cancels every operation that waits, after ever more turns of the loop until it is over by itself, and sees that it
/// ends at once and leaves no connection and no file behind.
@ParameterizedClass
@EnumSource(names = {"TCP4_EPOLL", "UNIX_EPOLL", "TLS_EPOLL", "TCP4_NIO", "UNIX_NIO", "TCP4_IO_URING"})
@Isolated
class CancelStreamsTest {
    private static final int TURNS = Integer.getInteger("heddle.campaign.turns", 25);
    private static final int MEGABYTE = 1 << 20;

    private final Way way;

    CancelStreamsTest(Way way) {
        this.way = way;
    }

    /// What is cancelled, on a connection whose other side says nothing and reads nothing.
    @FunctionalInterface
    private interface Scene {
        void play(Connection connection) throws Exception;
    }

    @Test
    void connecting() throws Exception {
        cancelled(_ -> {});
    }

    @Test
    void reading() throws Exception {
        cancelled(connection -> connection.read());
    }

    @Test
    void reading_so_many_bytes() throws Exception {
        cancelled(connection -> connection.readExactly(100));
    }

    @Test
    void reading_a_line() throws Exception {
        cancelled(connection -> connection.readLine());
    }

    @Test
    void writing() throws Exception {
        cancelled(connection -> connection.write(new byte[16 * MEGABYTE]));
    }

    @Test
    void flushing_and_closing() throws Exception {
        cancelled(connection -> {
            connection.write(new byte[60_000]);
            connection.flush();
            connection.shutdownOutput();
            connection.close();
        });
    }

    @Test
    void beginning_tls() throws Exception {
        cancelled(connection -> {
            if (!way.isTls()) {
                connection.startTls(Way.trusting(), "site.example");
            }
        });
    }

    @Test
    void listening_and_stopping() throws Exception {
        way.run(file -> {
            for (int turns = 0; turns < TURNS; turns++) {
                cancelAfter(turns, () -> {
                    try (var server = Streams.listen(way.server(file), _ -> Async.sleep(Duration.ofMinutes(1)));
                            var _ = way.connect(server, options -> options)) {
                        Async.sleep(Duration.ofMillis(1));
                        server.stop(Duration.ofMillis(1));
                    }
                });
                Files.deleteIfExists(file);
            }
            awaitFiles(files());
        });
    }

    private void cancelled(Scene scene) throws Exception {
        way.run(file -> {
            try (var server = Streams.listen(way.server(file), _ -> Async.sleep(Duration.ofMinutes(1)))) {
                play(server, TURNS, scene);
                long before = files();
                for (int turns = 0; turns < TURNS; turns++) {
                    play(server, turns, scene);
                }
                server.stop(Duration.ZERO);
                awaitFiles(before);
                assertThat(server.statistics().open()).isZero();
                assertThat(server.statistics().failed())
                        .as("only handshakes that were cut")
                        .isBetween(0L, way.isTls() ? 2L * TURNS : 0L);
            }
        });
    }

    private void play(StreamServer server, int turns, Scene scene) throws Exception {
        cancelAfter(turns, () -> {
            try (var connection =
                    way.connect(server, options -> options.streams(each -> each.closeTimeout(Duration.ofMillis(50))))) {
                scene.play(connection);
            } catch (DialException | BrokenStreamException | StreamClosedException alsoAnEnd) {
                assertThat(alsoAnEnd.getMessage()).isNotEmpty();
            }
        });
    }

    /// Starts `action` and cancels it after so many turns of the loop; it must end soon then.
    private static void cancelAfter(int turns, Action<Exception> action) throws Exception {
        TaskGroup.run(group -> {
            var task = group.start(() -> {
                action.run();
                return true;
            });
            for (int i = 0; i < turns; i++) {
                Async.yield();
                if (i % 5 == 4) {
                    Async.sleep(Duration.ofNanos(200_000));
                }
            }
            task.cancel();
            try {
                Async.timeout(Duration.ofSeconds(10), () -> task.await());
            } catch (CancellationException expected) {
                assertThat(task.isDone()).isTrue();
            }
        });
    }

    /// How many files this program has open.
    private static long files() throws IOException {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    /// Sockets are closed on the I/O thread, a moment later; those of the server when their handlers have ended.
    private static void awaitFiles(long expected) throws IOException {
        while (files() > expected) {
            Async.sleep(Duration.ofMillis(5));
        }
    }
}
