package heddle.client.peer;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/// A connected socket that ends once its [Ration] is used up, for TLS to lie on.
final class RationedSocket extends Socket {
    private final Socket socket;
    private final Ration ration;

    RationedSocket(Socket socket, Ration ration) {
        this.socket = socket;
        this.ration = ration;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(socket.getInputStream()) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                long left = ration.toRead().get();
                if (left == 0) {
                    throw ration.usedUp(socket);
                }
                int count = in.read(bytes, offset, (int) Math.min(length, left));
                ration.toRead().addAndGet(-Math.max(count, 0));
                return count;
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(socket.getOutputStream()) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                long left = ration.toWrite().get();
                int count = (int) Math.min(length, left);
                out.write(bytes, offset, count);
                ration.toWrite().addAndGet(-count);
                if (count < length) {
                    throw ration.usedUp(socket);
                }
            }
        };
    }

    @Override
    public boolean isConnected() {
        return socket.isConnected();
    }

    @Override
    public boolean isClosed() {
        return socket.isClosed();
    }

    @Override
    public InetAddress getInetAddress() {
        return socket.getInetAddress();
    }

    @Override
    public int getPort() {
        return socket.getPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
