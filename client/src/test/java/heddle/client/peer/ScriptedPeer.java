package heddle.client.peer;

import heddle.net.TlsIdentity;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A server that follows a script, byte by byte: a script for each connection, the last one for all that follow.
public final class ScriptedPeer implements AutoCloseable {
    private final Acceptor acceptor;
    private final Optional<TlsSockets> tls;
    private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /// What the peer does on one connection, which is closed after it.
    public interface Script {
        void play(PeerConnection connection) throws IOException, InterruptedException;
    }

    private ScriptedPeer(Optional<TlsSockets> tls, List<Script> scripts) {
        this.tls = tls;
        acceptor = Acceptor.start((number, socket) -> play(scripts.get(Math.min(number, scripts.size() - 1)), socket));
    }

    public static ScriptedPeer playing(Script... scripts) {
        return new ScriptedPeer(Optional.empty(), List.of(scripts));
    }

    /// Plays over TLS, after the handshake.
    public static ScriptedPeer secured(TlsIdentity identity, Script... scripts) {
        return new ScriptedPeer(Optional.of(new TlsSockets(identity)), List.of(scripts));
    }

    /// Answers the first request of every connection with these bytes, and closes.
    public static ScriptedPeer answering(String response) {
        return playing(connection -> {
            connection.readRequest();
            connection.write(response);
        });
    }

    /// Answers one request after the other on each connection, and leaves it open until the client closes it.
    public static ScriptedPeer keepingAlive(String... responses) {
        return playing(connection -> {
            for (String response : responses) {
                connection.readRequest();
                connection.write(response);
            }
            connection.awaitClose();
        });
    }

    /// Answers the first request of every connection so, and closes when it has read another.
    public static ScriptedPeer keepingAliveOnce(String response) {
        return playing(connection -> {
            connection.readRequest();
            connection.write(response);
            connection.readRequest();
        });
    }

    /// Answers every request of every connection with the same bytes, for ever.
    public static ScriptedPeer repeating(String response) {
        return playing(connection -> {
            while (connection.tryReadRequest()) {
                connection.write(response);
            }
        });
    }

    public static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(body.length(), body);
    }

    public int port() {
        return acceptor.port();
    }

    public String url() {
        return url("/");
    }

    public String url(String path) {
        return urlOf("127.0.0.1", path);
    }

    /// The URL by another name of this machine.
    public String urlOf(String host, String path) {
        return (tls.isPresent() ? "https://" : "http://") + host + ":" + port() + path;
    }

    /// The heads and bodies of the requests so far.
    public List<String> requests() {
        return List.copyOf(requests);
    }

    public int connections() {
        return acceptor.connections();
    }

    @Override
    public void close() {
        closed.countDown();
        acceptor.close();
    }

    public void awaitClosed() {
        try {
            closed.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    public void record(String request) {
        requests.add(request);
    }

    private void play(Script script, Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(30_000);
            Socket inner = tls.isPresent() ? tls.get().handshake(socket) : socket;
            script.play(new PeerConnection(this, socket, inner));
            inner.close();
        } catch (IOException | InterruptedException _) {
            // The client has gone, which is part of many scripts.
        }
    }

    public static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
