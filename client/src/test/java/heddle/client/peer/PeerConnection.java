package heddle.client.peer;

import heddle.net.TlsIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;

/// One connection of a [ScriptedPeer], seen from the server.
public final class PeerConnection {
    private final ScriptedPeer peer;
    private final Socket socket;
    private final Socket inner;
    private final InputStream in;
    private final OutputStream out;

    /// Speaks over `inner`, which is `socket` itself or TLS on it.
    public PeerConnection(ScriptedPeer peer, Socket socket, Socket inner) throws IOException {
        this.peer = peer;
        this.socket = socket;
        this.inner = inner;
        this.in = inner.getInputStream();
        this.out = inner.getOutputStream();
    }

    /// The port of the peer.
    public int port() {
        return peer.port();
    }

    /// The name that the client greeted in its handshake; empty for none.
    public String serverName() {
        return TlsSockets.serverName(inner);
    }

    /// The same connection with TLS begun on it.
    public PeerConnection secured(TlsIdentity identity) throws IOException {
        return new PeerConnection(peer, socket, new TlsSockets(identity).handshake(inner));
    }

    /// The same connection, which ends once the ration is used up.
    public PeerConnection rationed(Ration ration) throws IOException {
        return new PeerConnection(peer, socket, new RationedSocket(inner, ration));
    }

    /// The same connection with TLS 1.2 begun on it, which can be [negotiated anew][#negotiateAnew].
    public PeerConnection securedOldly(TlsIdentity identity) throws IOException {
        return new PeerConnection(peer, socket, new TlsSockets(identity).handshakeOldly(inner));
    }

    /// Asks the client for another handshake on the connection as it is, with a session that is new, and waits for its
    /// end: only reading brings that on, so a thread reads until the client closes.
    public void negotiateAnew() throws IOException, InterruptedException {
        if (inner instanceof SSLSocket secured) {
            var isDone = new CountDownLatch(1);
            secured.addHandshakeCompletedListener(_ -> isDone.countDown());
            secured.getSession().invalidate();
            secured.startHandshake();
            Thread.ofVirtual().start(this::readOn);
            if (!isDone.await(30, TimeUnit.SECONDS)) {
                throw new IOException("no handshake within 30 s");
            }
        }
    }

    private void readOn() {
        try {
            var _ = in.read();
        } catch (IOException broken) {
            // whoever reads next hears of it
        }
    }

    /// Begins TLS as a server that wants a certificate, and gets none that it likes.
    public void wantCertificate(TlsIdentity identity) throws IOException {
        var _ = new TlsSockets(identity).handshakeWithCertificate(inner);
    }

    /// Reads so many bytes; fewer when the client has closed.
    public byte[] read(int bytes) throws IOException {
        return in.readNBytes(bytes);
    }

    /// Reads the head of a request and leaves its body; fails when the client has closed.
    public String readHead() throws IOException {
        var text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the client closed after: " + text);
            }
            text.append((char) next);
        }
        return text.toString();
    }

    /// Whether bytes have come that were not read.
    public boolean hasMore() throws IOException {
        return in.available() > 0;
    }

    /// Reads a request with its body; fails when the client has closed.
    public String readRequest() throws IOException {
        String head = readHead();
        int length = 0;
        for (String line : head.lines().toList()) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring("Content-Length: ".length()));
            }
        }
        String body = head.contains("\r\nTransfer-Encoding: chunked\r\n") ? readChunks() : readBody(length);
        String request = head + body;
        peer.record(request);
        return request;
    }

    public String readBody(int length) throws IOException {
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new IOException("the client closed after %d of %d body bytes".formatted(body.length, length));
        }
        return new String(body, StandardCharsets.ISO_8859_1);
    }

    /// Chunks to the last one, without their framing; no trailers.
    private String readChunks() throws IOException {
        var body = new StringBuilder();
        while (true) {
            int length = Integer.parseInt(readLine(), 16);
            body.append(new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
            String end = readLine();
            if (!end.isEmpty()) {
                throw new IOException("a chunk of " + length + " bytes goes on with " + end);
            }
            if (length == 0) {
                return body.toString();
            }
        }
    }

    private String readLine() throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the client closed after: " + line);
            }
            line.append((char) next);
        }
        if (line.isEmpty() || line.charAt(line.length() - 1) != '\r') {
            throw new IOException("no CRLF after: " + line);
        }
        return line.substring(0, line.length() - 1);
    }

    public boolean tryReadRequest() {
        try {
            readRequest();
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    public boolean tryWrite(String text) {
        try {
            write(text);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// Waits for another request, which no client sends while a response is incomplete, and writes then.
    public void readRequestThen(String text) throws IOException {
        if (tryReadRequest()) {
            write(text);
        }
    }

    /// Reads nothing, and waits until the peer is closed or the client has been reset for it.
    public void awaitSilently() {
        peer.awaitClosed();
    }

    public void write(String text) throws IOException {
        write(ScriptedPeer.latin1(text));
    }

    public void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /// Writes each byte in a segment of its own.
    public void writeByteByByte(String text) throws IOException {
        for (byte next : ScriptedPeer.latin1(text)) {
            out.write(next);
            out.flush();
        }
    }

    /// Ends the output, and still reads.
    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    /// Ends TLS as it should be ended, and the connection.
    public void sayGoodbye() throws IOException {
        inner.close();
    }

    /// Ends the output of TLS as it should be ended, and leaves TCP below as it is.
    public void sayGoodbyeAndStay() throws IOException {
        inner.shutdownOutput();
    }

    /// Ends the TCP connection below TLS, without a word.
    public void cut() throws IOException {
        socket.close();
    }

    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /// Waits until the client has closed or reset the connection.
    public void awaitClose() {
        try {
            while (in.read() >= 0) {}
        } catch (IOException _) {
            // Reset is closed, too.
        }
    }
}
