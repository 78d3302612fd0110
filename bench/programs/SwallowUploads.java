import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Reads uploads with a Content-Length and forgets them, one connection after the other, as cheaply as it can. Writes the
/// port that it listens on.
void main() throws IOException {
    try (var listener = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
        IO.println(listener.getLocalPort());
        while (true) {
            try (Socket socket = listener.accept()) {
                swallow(socket);
            }
        }
    }
}

private static void swallow(Socket socket) throws IOException {
    var buffer = new byte[1 << 20];
    var head = new StringBuilder();
    for (int next = socket.getInputStream().read(); next >= 0; next = socket.getInputStream().read()) {
        head.append((char) next);
        if (head.indexOf("\r\n\r\n") < 0) {
            continue;
        }
        String length = head.toString().replaceFirst("(?s).*\r\nContent-Length: (\\d+)\r\n.*", "$1");
        for (long left = Long.parseLong(length); left > 0; ) {
            left -= socket.getInputStream().read(buffer, 0, (int) Math.min(left, buffer.length));
        }
        socket.getOutputStream()
                .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        head.setLength(0);
    }
}
