package heddle.net.stream;

import java.io.IOException;
import java.nio.file.Path;

/// The door to connections: out by [#connect], in by [#listen].
///
///     Async.run(() -> {
///         try (var connection = Streams.connect("127.0.0.1", 7000)) {
///             connection.write("hello\n");
///             IO.println(connection.readLine().orElse("nothing"));
///         }
///     });
public final class Streams {
    private Streams() {}

    /// Connects over TCP to a host, which is a name or an IP address. Parks; each step has a limit. Throws
    /// [heddle.net.DialException] when there is no connection.
    public static Connection connect(String host, int port) throws IOException {
        return connect(host, port, ConnectionOptions.defaults());
    }

    /// As [#connect(String, int)], with TLS if the options say so.
    public static Connection connect(String host, int port, ConnectionOptions options) throws IOException {
        return Connect.host(host, port, options);
    }

    /// Connects to the process of this machine that listens on a Unix domain socket. Parks; throws
    /// [heddle.net.DialException] when there is no connection.
    public static Connection connect(Path socketFile) throws IOException {
        return connect(socketFile, ConnectionOptions.defaults());
    }

    /// As [#connect(Path)], with TLS if the options say so.
    public static Connection connect(Path socketFile, ConnectionOptions options) throws IOException {
        return Connect.file(socketFile, options);
    }

    /// Listens on the loop of the calling task, and runs `handler` for each connection, in a task of its own; parks
    /// until it listens. Throws [heddle.net.ListenException] when it cannot.
    public static StreamServer listen(StreamServerOptions options, ConnectionHandler handler) throws IOException {
        return StreamServer.open(options, handler);
    }
}
