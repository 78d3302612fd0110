package heddle.client.http2;

import heddle.client.peer.Acceptor;
import heddle.net.TlsIdentity;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A server that follows a script, HTTP/2 frame by frame: a script for each connection, the last one for all that
/// follow. A script that fails for another reason than a client that has gone fails [#close].
final class FramePeer implements AutoCloseable {
    private final Acceptor acceptor;
    private final Optional<Tls> tls;
    private final CompletableFuture<Void> failure = new CompletableFuture<>();

    /// What the peer does on one connection, which is closed after it.
    interface Script {
        void play(FrameConnection connection) throws Exception;
    }

    /// How it speaks TLS, and which versions of HTTP it agrees on.
    private record Tls(SSLContext context, List<String> versions) {}

    private FramePeer(Optional<Tls> tls, List<Script> scripts) {
        this.tls = tls;
        acceptor = Acceptor.start((number, socket) -> play(scripts.get(Math.min(number, scripts.size() - 1)), socket));
    }

    /// Plays over TCP; each script begins after both sides have greeted each other.
    static FramePeer playing(Script... scripts) {
        return new FramePeer(Optional.empty(), greeted(scripts));
    }

    /// Plays over TCP from the first byte.
    static FramePeer playingUngreeted(Script... scripts) {
        return new FramePeer(Optional.empty(), List.of(scripts));
    }

    /// Plays over TLS from the first byte, which is one of HTTP/1.1 if the client offers nothing else.
    static FramePeer securedUngreeted(TlsIdentity identity, Script... scripts) {
        return new FramePeer(Optional.of(new Tls(context(identity), List.of("h2", "http/1.1"))), List.of(scripts));
    }

    /// Plays over TLS, after ALPN has agreed on `h2` and both sides have greeted each other.
    static FramePeer secured(TlsIdentity identity, Script... scripts) {
        return new FramePeer(Optional.of(new Tls(context(identity), List.of("h2"))), greeted(scripts));
    }

    private static List<Script> greeted(Script... scripts) {
        var greeted = new ArrayList<Script>();
        for (Script script : scripts) {
            greeted.add(connection -> {
                connection.greet();
                script.play(connection);
            });
        }
        return greeted;
    }

    String url(String path) {
        return (tls.isPresent() ? "https" : "http") + "://127.0.0.1:" + acceptor.port() + path;
    }

    String url() {
        return url("/");
    }

    int connections() {
        return acceptor.connections();
    }

    @Override
    public void close() {
        acceptor.close();
        if (failure.isCompletedExceptionally()) {
            try {
                failure.join();
            } catch (CompletionException script) {
                throw new AssertionError("a script of the peer failed", script.getCause());
            }
        }
    }

    private void play(Script script, Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(30_000);
            script.play(new FrameConnection(tls.isPresent() ? secure(tls.get(), socket) : socket));
        } catch (IOException _) {
            // The client has gone, which is part of many scripts.
        } catch (Throwable wrong) {
            failure.completeExceptionally(wrong);
        }
    }

    private static Socket secure(Tls tls, Socket socket) throws IOException {
        var secured = (SSLSocket) tls.context().getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        secured.setUseClientMode(false);
        var parameters = secured.getSSLParameters();
        parameters.setApplicationProtocols(tls.versions().toArray(String[]::new));
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private static SSLContext context(TlsIdentity identity) {
        char[] password = {};
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, password);
            store.setKeyEntry(
                    "identity", identity.key(), password, identity.chain().toArray(X509Certificate[]::new));
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
