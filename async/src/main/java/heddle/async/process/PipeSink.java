package heddle.async.process;

import heddle.async.flow.Outflow;
import heddle.async.stream.BrokenStreamException;
import heddle.async.stream.ByteSink;
import heddle.async.stream.StreamClosedException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;

/// What a process is told, written by a thread of its own, which starts with the first write: the JDK has pipes as
/// blocking files alone.
final class PipeSink implements ByteSink, Runnable {
    private static final int WAITING_BYTES_MAX = 64 << 10;

    private final OutputStream pipe;
    private final String name;
    private final Outflow out = new Outflow(WAITING_BYTES_MAX, this::call);
    private final Semaphore called = new Semaphore(0);
    private boolean isStarted;
    private volatile boolean isClosed;
    private volatile boolean isAborted;

    PipeSink(OutputStream pipe, String name) {
        this.pipe = pipe;
        this.name = name;
    }

    private void call() {
        if (!isStarted) {
            isStarted = true;
            Thread.ofPlatform().daemon().name(name).start(this);
        }
        called.release();
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        out.write(bytes, this::abort);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /// Ends the input after what was written, which the process takes in its own time: this does not wait for it.
    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            out.fail(() -> new StreamClosedException(name + " was closed on this side"));
            call();
        }
    }

    /// Ends the input without what was not taken yet.
    void abort() {
        isAborted = true;
        close();
    }

    @Override
    public void run() {
        try (pipe) {
            boolean isLast;
            do {
                called.acquireUninterruptibly();
                isLast = isClosed;
                drain();
            } while (!isLast);
        } catch (IOException e) {
            out.fail(() -> new BrokenStreamException(name + " is read by nobody any more: " + e.getMessage(), e));
        }
    }

    private void drain() throws IOException {
        out.come();
        for (byte[] piece = out.poll(); piece != null && !isAborted; piece = out.poll()) {
            pipe.write(piece);
            pipe.flush();
            out.sent(piece.length);
        }
    }
}
