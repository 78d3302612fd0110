package heddle.testkit;

import heddle.async.Async;
import heddle.async.stream.BrokenStreamException;
import heddle.async.task.Action;
import heddle.net.TlsIdentity;
import heddle.net.TlsOptions;
import heddle.net.stream.Connection;
import heddle.net.stream.ConnectionHandler;
import heddle.net.stream.ConnectionOptions;
import heddle.net.stream.StreamServerOptions;
import heddle.net.stream.Streams;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Every public operation of streams that waits, a scene each; [CancelStreamsTest] sees that none is missing.
final class StreamScenes {
    static final int PORT = 7000;
    /// Where a scene listens by itself, if it does.
    static final int OWN_PORT = 7001;

    static final int WINDOW = 8 << 10;
    static final Duration LATENCY = Duration.ofMillis(2);
    private static final TlsIdentity IDENTITY = TlsTest.identity();

    static final List<Scene> ALL = Stream.of(reading(), writing(), tls(), listening())
            .flatMap(List::stream)
            .toList();

    private StreamScenes() {}

    /// What is cancelled, on the host `main`, and what the host `server` does with a connection meanwhile.
    record Scene(String name, ConnectionHandler server, Action<Exception> act) {}

    private static List<Scene> reading() {
        return List.of(
                client("read", connection -> connection.read()),
                client("read into a buffer", connection -> {
                    while (connection.read(ByteBuffer.allocate(3)) >= 0) {
                        Async.yield();
                    }
                }),
                client("readExactly", connection -> connection.readExactly(9)),
                client("readUntil", connection -> connection.readUntil(new byte[] {'w'})),
                client("readLine", connection -> connection.readLine()),
                client("lines", connection -> connection.lines().forEach(_ -> {})),
                client("readAll", connection -> connection.readAll(100)),
                client("transferTo", connection -> connection.reader().transferTo(connection.writer())));
    }

    private static List<Scene> writing() {
        return List.of(
                client("write", StreamScenes::readSlowly, connection -> {
                    for (int i = 0; i < 3; i++) {
                        connection.write(new byte[10 * WINDOW]);
                    }
                }),
                client("flush", StreamScenes::readSlowly, connection -> {
                    connection.write(new byte[4 * WINDOW]);
                    connection.flush();
                }),
                client("shutdownOutput", StreamScenes::readSlowly, connection -> {
                    connection.write(new byte[4 * WINDOW]);
                    connection.shutdownOutput();
                    connection.read();
                }),
                client("close of the writer", StreamScenes::readSlowly, connection -> {
                    connection.write(new byte[4 * WINDOW]);
                    connection.writer().close();
                }),
                client("close", StreamScenes::readSlowly, connection -> {
                    connection.write(new byte[4 * WINDOW]);
                    connection.close();
                }));
    }

    private static List<Scene> tls() {
        return List.of(client(
                "startTls",
                connection -> connection.startTls(IDENTITY),
                connection -> connection.startTls(TlsOptions.defaults().trust(IDENTITY.chain()), "server")));
    }

    private static List<Scene> listening() {
        return List.of(
                new Scene("listen", _ -> {}, () -> {
                    for (int i = 0; i < 8; i++) {
                        Streams.listen(own(), _ -> {}).close();
                        Async.sleep(Duration.ofMillis(1));
                    }
                }),
                new Scene("awaitStop and stop", _ -> {}, () -> {
                    try (var server = Streams.listen(own(), connection -> connection.read())) {
                        Async.moveOnAfter(Duration.ofMillis(9), server::awaitStop);
                        server.stop(Duration.ofMillis(5));
                    }
                }),
                new Scene("close of a server", _ -> {}, () -> {
                    try (var _ = Streams.listen(own(), connection -> connection.read())) {
                        Async.sleep(Duration.ofMillis(9));
                    }
                }));
    }

    private static StreamServerOptions own() {
        return StreamServerOptions.at("0.0.0.0", OWN_PORT).limits(limits -> limits.closeGrace(Duration.ofMillis(5)));
    }

    private static Scene client(String name, ConnectionHandler client) {
        return client(
                name,
                connection -> {
                    for (var word : List.of("hello\n", "new ", "world\n")) {
                        connection.write(word);
                        Async.sleep(LATENCY);
                    }
                },
                client);
    }

    private static Scene client(String name, ConnectionHandler server, ConnectionHandler client) {
        return new Scene(name, server, () -> {
            try (var connection = Streams.connect("server", PORT, impatient())) {
                client.handle(connection);
            } catch (BrokenStreamException alsoAnEnd) {
                Async.yield();
            }
        });
    }

    private static ConnectionOptions impatient() {
        return ConnectionOptions.defaults().streams(each -> each.closeTimeout(Duration.ofMillis(5)));
    }

    private static void readSlowly(Connection connection) throws IOException {
        var piece = ByteBuffer.allocate(WINDOW);
        while (connection.read(piece.clear()) >= 0) {
            Async.sleep(Duration.ofMillis(1));
        }
    }
}
