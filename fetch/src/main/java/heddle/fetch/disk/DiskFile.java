package heddle.fetch.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A file that is being written, front to back, by one thread at a time. All calls block.
public interface DiskFile extends Closeable {
    /// Claims the file against other processes, and other openings in this one, until it is closed; false when it
    /// is claimed already.
    boolean tryLock() throws IOException;

    /// How many bytes it has.
    long bytes() throws IOException;

    /// Writes all of these bytes at the place that has been reached. A failure may leave some of them behind.
    void write(ByteBuffer bytes) throws IOException;

    /// Cuts the file to this length, which it has at least, and goes on from there.
    void cutTo(long bytes) throws IOException;

    /// Returns when all that was written would survive a loss of power.
    void sync() throws IOException;
}
