package heddle.client.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Listens on this machine, serves each connection on a thread of its own, and closes them all when it is closed.
public final class Acceptor implements AutoCloseable {
    private final ServerSocket listener;
    private final List<Socket> sockets = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    /// What is done with a connection, whose number counts from 0.
    public interface Server {
        void serve(int number, Socket socket);
    }

    private Acceptor(ServerSocket listener) {
        this.listener = listener;
    }

    public static Acceptor start(Server server) {
        try {
            var acceptor = new Acceptor(new ServerSocket(0, 1024, InetAddress.ofLiteral("127.0.0.1")));
            Thread.ofPlatform().daemon().name("peer").start(() -> acceptor.accept(server));
            return acceptor;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(Server server) {
        while (!listener.isClosed()) {
            try {
                Socket socket = keep(listener.accept());
                int number = connections.getAndIncrement();
                Thread.ofPlatform().daemon().name("peer-connection").start(() -> server.serve(number, socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    /// Has this socket closed with the others.
    public Socket keep(Socket socket) {
        synchronized (sockets) {
            sockets.add(socket);
        }
        return socket;
    }

    public int port() {
        return listener.getLocalPort();
    }

    public int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        try {
            listener.close();
            synchronized (sockets) {
                for (Socket socket : sockets) {
                    socket.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
