package heddle.net.stream;

import heddle.net.socket.Dialling;
import heddle.net.socket.SocketStream;
import heddle.net.stream.ConnectionOptions.Security;
import heddle.net.wire.Target;
import heddle.net.wire.TlsUpgrade;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// Makes connections: plain ones, which TLS may then begin on.
final class Connect {
    /// What TLS is told when a Unix domain socket is dialled: such peers have no port.
    private static final int NO_PORT = 1;

    private Connect() {}

    static Connection host(String host, int port, ConnectionOptions options) throws IOException {
        var stream = Dialling.host(host, port, options.net(), options.streams());
        return ready(stream, options.serverName().orElse(host), port, options);
    }

    static Connection file(Path file, ConnectionOptions options) throws IOException {
        if (options.security() == Security.TLS && options.serverName().isEmpty()) {
            throw new IllegalArgumentException(
                    "TLS over the Unix domain socket %s needs the name that the certificate is for; say it with ConnectionOptions.serverName"
                            .formatted(file));
        }
        var stream = Dialling.file(file, options.net().connect(), options.streams());
        return ready(stream, options.serverName().orElse(""), NO_PORT, options);
    }

    private static Connection ready(SocketStream stream, String host, int port, ConnectionOptions options)
            throws IOException {
        if (options.security() == Security.TLS) {
            startTls(stream, host, port, options);
        }
        return new Connection(stream, options.streams(), options.net().tls().timeout());
    }

    private static void startTls(SocketStream stream, String host, int port, ConnectionOptions options)
            throws IOException {
        var isReady = false;
        try {
            var withoutDot = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
            var target = Target.tls(withoutDot, port, options.protocols().toArray(String[]::new));
            try (var upgrade = TlsUpgrade.client(options.net().tls(), target)) {
                stream.startTls(upgrade, ByteBuffer.allocate(0));
            }
            isReady = true;
        } finally {
            if (!isReady) {
                stream.abort();
            }
        }
    }
}
