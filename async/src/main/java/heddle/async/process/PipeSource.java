package heddle.async.process;

import heddle.async.flow.Inflow;
import heddle.async.stream.BrokenStreamException;
import heddle.async.stream.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/// What a process says, read by a thread of its own, which starts with the first read and reads only when asked to:
/// the JDK has pipes as blocking files alone.
final class PipeSource implements ByteSource, Runnable {
    /// As much as a pipe of Linux holds.
    private static final int PIECE_BYTES = 64 << 10;

    private final InputStream pipe;
    private final String name;
    private final Inflow in = new Inflow(this::ask);
    private final Semaphore asked = new Semaphore(0);
    private boolean isStarted;
    private volatile boolean isClosed;

    PipeSource(InputStream pipe, String name) {
        this.pipe = pipe;
        this.name = name;
    }

    @Override
    public ByteBuffer read() throws IOException {
        return in.read();
    }

    private void ask() {
        if (!isStarted) {
            isStarted = true;
            Thread.ofPlatform().daemon().name(name).start(this);
        }
        asked.release();
    }

    /// Lets the thread go, at the latest when nobody has the other end of the pipe any more.
    void close() {
        isClosed = true;
        in.end(() -> new BrokenStreamException(name + " was closed on this side", null));
        asked.release();
    }

    @Override
    public void run() {
        var buffer = new byte[PIECE_BYTES];
        try (pipe) {
            while (true) {
                asked.acquireUninterruptibly();
                int count = isClosed ? -1 : pipe.read(buffer);
                if (count < 0) {
                    in.end(null);
                    return;
                }
                in.add(Arrays.copyOf(buffer, count));
                in.wake();
            }
        } catch (IOException e) {
            in.end(() -> new BrokenStreamException(name + " cannot be read: " + e.getMessage(), e));
        }
    }
}
