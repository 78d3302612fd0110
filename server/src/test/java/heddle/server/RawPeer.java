package heddle.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A peer that sends the bytes it is told to, and reads replies strictly. Every read fails after ten seconds.
final class RawPeer implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    private RawPeer(Socket socket) throws IOException {
        this.socket = socket;
        in = new BufferedInputStream(socket.getInputStream());
    }

    /// A reply as it came: header names in lower case, chunks joined.
    record Answer(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    static RawPeer connect(InetSocketAddress address) throws IOException {
        return over(new Socket(address.getAddress(), address.getPort()));
    }

    static RawPeer over(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        return new RawPeer(socket);
    }

    Socket socket() {
        return socket;
    }

    RawPeer send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawPeer send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /// A GET with a Host and nothing else.
    RawPeer get(String target) throws IOException {
        return send("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    /// A POST with a measured body.
    RawPeer post(String target, String body) throws IOException {
        return send("POST " + target + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /// The next reply to anything but a HEAD.
    Answer answer() throws IOException {
        Answer head = head();
        boolean hasBody = head.status() >= 200 && head.status() != 204 && head.status() != 304;
        if (!hasBody) {
            return head;
        }
        if (head.headers().containsKey("content-length")) {
            return new Answer(head.status(), head.headers(), take(Integer.parseInt(head.header("content-length"))));
        }
        if (head.header("transfer-encoding").equals("chunked")) {
            return new Answer(head.status(), head.headers(), chunks());
        }
        return new Answer(head.status(), head.headers(), rest());
    }

    /// The next head alone.
    Answer head() throws IOException {
        String[] status = line().split(" ", 3);
        var headers = new LinkedHashMap<String, String>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim(),
                    (one, other) -> one + " AND " + other);
        }
        return new Answer(Integer.parseInt(status[1]), headers, "");
    }

    String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\r'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection ended after '" + line + "'");
            }
            line.append((char) c);
        }
        if (in.read() != '\n') {
            throw new IOException("a bare CR after '" + line + "'");
        }
        return line.toString();
    }

    String take(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("only %d of %d bytes came".formatted(bytes.length, count));
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /// Everything up to the end of the connection; a reset is one.
    String rest() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try {
            in.transferTo(bytes);
        } catch (SocketException _) {
            // what came before it stands
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    /// Whether the server closed the connection; waits for it.
    boolean isEnded() throws IOException {
        return rest().isEmpty();
    }

    private String chunks() throws IOException {
        var body = new StringBuilder();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.append(take(size));
            if (!line().isEmpty()) {
                throw new IOException("a chunk does not end where it says");
            }
        }
        if (!line().isEmpty()) {
            throw new IOException("a trailer that nobody sent");
        }
        return body.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
