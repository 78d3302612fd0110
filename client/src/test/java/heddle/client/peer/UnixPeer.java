package heddle.client.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A server at a Unix domain socket that gives one answer to each request without a body.
public final class UnixPeer implements AutoCloseable {
    private final ServerSocketChannel listener;
    private final String response;

    private UnixPeer(ServerSocketChannel listener, String response) {
        this.listener = listener;
        this.response = response;
    }

    public static UnixPeer repeating(Path file, String response) throws IOException {
        var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(file));
        var peer = new UnixPeer(listener, response);
        Thread.ofPlatform().daemon().name("unix-peer").start(peer::serve);
        return peer;
    }

    /// One connection after the other, each to its end.
    private void serve() {
        while (listener.isOpen()) {
            try (SocketChannel connection = listener.accept()) {
                answer(connection);
            } catch (IOException _) {
                // The client has gone, or the test is over.
            }
        }
    }

    private void answer(SocketChannel connection) throws IOException {
        var read = ByteBuffer.allocate(1024);
        var request = new StringBuilder();
        while (connection.read(read.clear()) >= 0) {
            request.append(StandardCharsets.ISO_8859_1.decode(read.flip()));
            if (request.toString().endsWith("\r\n\r\n")) {
                connection.write(ByteBuffer.wrap(ScriptedPeer.latin1(response)));
                request.setLength(0);
            }
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
