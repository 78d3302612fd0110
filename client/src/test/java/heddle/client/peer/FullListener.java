package heddle.client.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// A listener whose queue is full: on Linux whoever connects to it gets no answer.
public final class FullListener implements AutoCloseable {
    private final ServerSocket listener;
    private final List<Socket> waiting = new ArrayList<>();

    private FullListener(ServerSocket listener) {
        this.listener = listener;
    }

    public static FullListener open() throws IOException {
        var full = new FullListener(new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1")));
        for (int i = 0; i < 2; i++) {
            full.waiting.add(new Socket(full.listener.getInetAddress(), full.port()));
        }
        return full;
    }

    public int port() {
        return listener.getLocalPort();
    }

    public String url() {
        return "http://127.0.0.1:%d/".formatted(port());
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : waiting) {
            socket.close();
        }
        listener.close();
    }
}
