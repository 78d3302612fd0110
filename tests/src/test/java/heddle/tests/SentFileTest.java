package heddle.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import heddle.async.Async;
import heddle.async.LoopOptions;
import heddle.async.LoopTransport;
import heddle.client.ClientSession;
import heddle.client.body.RequestBody;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// That the kernel sends a file is seen by what this process does not allocate.
@Isolated
class SentFileTest {
    private static final long BYTES = 256L << 20;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @EnumSource(
            value = LoopTransport.class,
            names = {"EPOLL", "NIO"})
    void a_file_goes_over_a_plain_connection_without_coming_into_the_heap(LoopTransport transport, @TempDir Path folder)
            throws Exception {
        Path file = folder.resolve("zeros");
        try (var zeros = new RandomAccessFile(file.toFile(), "rw")) {
            zeros.setLength(BYTES);
        }
        try (var listener = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofPlatform().daemon().start(() -> swallow(listener));
            long before = threads.getTotalThreadAllocatedBytes();
            Async.run(LoopOptions.defaults().transport(transport), () -> {
                try (var session = ClientSession.open()) {
                    session.put("http://127.0.0.1:" + listener.getLocalPort())
                            .body(RequestBody.of(file))
                            .discard();
                }
            });
            assertThat(threads.getTotalThreadAllocatedBytes() - before).isLessThan(BYTES / 2);
        }
    }

    /// Reads a request into the same array over and over, and answers.
    private static void swallow(ServerSocket listener) {
        try (var socket = listener.accept()) {
            var buffer = new byte[1 << 20];
            for (long left = BYTES; left > 0; ) {
                int count = socket.getInputStream().read(buffer);
                if (count < 0) {
                    return;
                }
                left -= count;
            }
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            var _ = socket.getInputStream().read(buffer);
        } catch (IOException _) {
            // the client has gone, of which it tells by itself
        }
    }
}
