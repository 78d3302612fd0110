package heddle.async.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The writing end of a stream of bytes, for coroutines.
///
/// What is written is on its way without a [#flush()]: small writes are gathered until the task waits for
/// something, and leave together. A write parks while too many bytes wait for the other side, so a slow peer holds
/// the writer. One task writes at a time; a second meets [StreamBusyException].
///
/// A write that is cancelled has written nothing, unless it is longer than what may wait: cancelled in its midst,
/// it aborts the stream, since the other side would get half of it.
///
/// Writes throw [BrokenStreamException] when the other side is gone, and [StreamClosedException] once this side is
/// closed.
public final class StreamWriter implements AutoCloseable {
    private final ByteSink sink;
    private final SoleUse use = new SoleUse("writing to");

    /// Writes to `sink`.
    public StreamWriter(ByteSink sink) {
        this.sink = sink;
    }

    /// Writes all of `bytes`, which may be changed afterwards.
    public void write(byte[] bytes) throws IOException {
        write(ByteBuffer.wrap(bytes));
    }

    /// Writes what remains in `bytes`, which may be changed afterwards.
    public void write(ByteBuffer bytes) throws IOException {
        use.enter();
        try {
            sink.write(bytes);
        } finally {
            use.leave();
        }
    }

    /// Writes `text` in UTF-8.
    public void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Parks until the operating system has all that was written; whether the other side has read it, only that
    /// side can tell.
    public void flush() throws IOException {
        use.enter();
        try {
            sink.flush();
        } finally {
            use.leave();
        }
    }

    /// Ends the stream after all that was written; the other side reads its end. Any number of times.
    @Override
    public void close() throws IOException {
        use.enter();
        try {
            sink.close();
        } finally {
            use.leave();
        }
    }
}
