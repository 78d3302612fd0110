package heddle.client.scarce;

import heddle.async.Async;
import heddle.client.ClientSession;
import heddle.client.peer.ScriptedPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/// A program that uses up the ports of its machine, asks for a URL, gives the ports back, and asks again. It
/// prints what became of each request.
final class FewPorts {
    private FewPorts() {}

    public static void main(String[] arguments) throws Exception {
        String response = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc";
        try (var peer = ScriptedPeer.answering(response)) {
            Async.run(() -> {
                try (var session = ClientSession.open()) {
                    FewFiles.report(session, peer.url());
                    List<Socket> sockets = useUpPorts(peer.port());
                    IO.println("in use: " + sockets.size());
                    FewFiles.report(session, peer.url());
                    for (Socket socket : sockets) {
                        socket.setSoLinger(true, 0); // a reset: nothing waits for late packets on this port
                        socket.close();
                    }
                    FewFiles.report(session, peer.url());
                    IO.println(session.statistics());
                }
            });
        }
    }

    private static List<Socket> useUpPorts(int port) throws IOException {
        var sockets = new ArrayList<Socket>();
        try {
            while (true) {
                sockets.add(new Socket(InetAddress.getLoopbackAddress(), port));
            }
        } catch (SocketException full) {
            return sockets;
        }
    }
}
