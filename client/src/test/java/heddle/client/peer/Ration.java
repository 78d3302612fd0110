package heddle.client.peer;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/// How many more bytes go over a connection in each direction before it ends, and how it ends then. All of TLS counts,
/// where it lies above: so a connection ends in the midst of a record.
public final class Ration {
    private final End end;
    private final AtomicLong toRead = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong toWrite = new AtomicLong(Long.MAX_VALUE);

    /// How TCP ends.
    public enum End {
        CLOSE,
        RESET
    }

    public Ration(End end) {
        this.end = end;
    }

    /// Reads no more than so many bytes from here on.
    public Ration read(long bytes) {
        toRead.set(bytes);
        return this;
    }

    /// Writes no more than so many bytes from here on.
    public Ration write(long bytes) {
        toWrite.set(bytes);
        return this;
    }

    AtomicLong toRead() {
        return toRead;
    }

    AtomicLong toWrite() {
        return toWrite;
    }

    /// Ends the connection, and the script that goes on with it.
    IOException usedUp(Socket socket) throws IOException {
        if (end == End.RESET) {
            socket.setSoLinger(true, 0);
        }
        socket.close();
        return new IOException("the ration is used up");
    }
}
